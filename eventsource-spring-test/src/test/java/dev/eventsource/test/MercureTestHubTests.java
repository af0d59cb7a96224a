package dev.eventsource.test;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import dev.eventsource.test.MercureTestHub.Generation;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The scripted hub does what the Mercure specification says, 1.0 as of v1.0.0-alpha.3
 * (spec/mercure.md) and 0.x as of v0.24.2. The tests are grouped by its sections.
 * <p>
 * Not in this hub: subscriptions by other methods than GET, the events that tell of the
 * end of a subscription ("Subscription Events"), payloads of tokens ("Payloads"), the
 * {@code authorization} query parameter of 0.x ("URI Query Parameter"), and the namespace
 * that is reserved for the hub's own topics ("Publication"). Streams end when a test says
 * so, and not by themselves at the {@code exp} of a token ("Subscribers").
 */
class MercureTestHubTests {

	private static final String TOPIC = "https://example.com/books/1";

	private final HttpClient client = HttpClient.newHttpClient();

	private MercureTestHub hub = MercureTestHub.start(Generation.V1);

	@AfterEach
	void close() {
		this.hub.close();
	}

	/** "Subscription": the parameters that ask for topics. */
	@ParameterizedTest
	@CsvSource({ "V0, topic=a, 200", "V0, topic=a&topic=b&other=1, 200", "V0, match=a, 400", "V1, match=a, 200",
			"V1, match_exact=a&match_urlpattern=*, 200", "V1, topic=a, 400", "V1, match=a&matches=b, 400",
			"V1, match=a&Match_exact=b, 400", "V1, match=a%0Ab, 400", "V1, match=a&match_regexp=b, 400",
			"V1, '', 400" })
	void takesTheParametersOfItsGeneration(Generation generation, String query, int status) throws Exception {
		restart(generation);

		assertThat(head("?" + query).statusCode()).isEqualTo(status);
	}

	/** "Matcher Types", "Exact Matching", "URL Pattern"; 0.x: "Topic Selectors". */
	@ParameterizedTest
	@CsvSource({ "EXACT, a, a, true", "EXACT, a, A, false", "EXACT, /b/:id, /b/1, false", "EXACT, *, a, true",
			"URL_PATTERN, https://a.example/:id, https://a.example/1, true",
			"URL_PATTERN, https://a.example/:id, https://a.example/1/2, false",
			"URL_PATTERN, https://a.example:8080/*, https://a.example:8080/1/2, true",
			"TEMPLATE, https://a.example/{id}, https://a.example/1, true",
			"TEMPLATE, https://a.example/{id}, 'https://a.example/{id}', true",
			"TEMPLATE, https://a.example/{id}, https://a.example/1/2, false" })
	void comparesTopics(HubMatcher.Type type, String matcher, String topic, boolean same) {
		assertThat(new HubMatcher(type, matcher).matches(topic)).isEqualTo(same);
	}

	/** "Publication": what is taken, and the id in the answer. */
	@ParameterizedTest
	@EnumSource
	void answersWithTheIdOfAnUpdate(Generation generation) throws Exception {
		restart(generation);

		HttpResponse<String> answer = publish("topic=" + encode(TOPIC) + "&data=one&id=urn%3A7", token(claims()));

		assertThat(answer.statusCode()).isEqualTo(200);
		assertThat(answer.body()).isEqualTo("urn:7");
		assertThat(answer.headers().firstValue("Content-Type")).hasValue("text/plain; charset=utf-8");
	}

	/** "Publication": what is refused. */
	@ParameterizedTest
	@ValueSource(strings = { "data=1", "topic=*", "topic=a&id=%23", "topic=a&id=earliest", "topic=a&type=mercure",
			"topic=a&retry=1s", "topic=a%00", "topic=a&type=b%0Ac" })
	void refusesUpdatesThatNoneMayBe(String form) throws Exception {
		assertThat(publish(form, token(claims())).statusCode()).isEqualTo(400);
	}

	/** "Publishers". */
	@ParameterizedTest
	@EnumSource
	void takesUpdatesOfThoseWhoMayPublishOnly(Generation generation) throws Exception {
		restart(generation);

		assertThat(publish("topic=other&data=one", token(claims())).statusCode()).isEqualTo(403);
		assertThat(publish("topic=" + encode(TOPIC) + "&topic=other", token(claims())).statusCode()).isEqualTo(403);
		assertThat(publish("topic=" + encode(TOPIC), "").statusCode()).isEqualTo(401);
	}

	/** "Token Validation". */
	@ParameterizedTest
	@ValueSource(strings = { "iss", "aud", "exp", "sub", "client_id", "iat", "jti" })
	void believesNoTokenThatLacksAClaim(String claim) throws Exception {
		Map<String, Object> claims = claims();
		claims.remove(claim);

		HttpResponse<String> answer = publish("topic=" + encode(TOPIC), token(claims));

		assertThat(answer.statusCode()).isEqualTo(401);
		assertThat(answer.headers().firstValue("WWW-Authenticate").orElse("")).contains("error=\"invalid_token\"");
	}

	/** "Token Validation". */
	@Test
	void believesNoTokenThatIsExpiredOrForAnotherHubOrForged() throws Exception {
		Map<String, Object> expired = claims();
		expired.put("exp", Instant.now().getEpochSecond() - 1);
		Map<String, Object> elsewhere = claims();
		elsewhere.put("aud", "https://other.example");
		String forged = token(claims()).replaceAll("\\.[^.]*$", ".AAAA");

		assertThat(publish("topic=" + encode(TOPIC), token(expired)).statusCode()).isEqualTo(401);
		assertThat(publish("topic=" + encode(TOPIC), token(elsewhere)).statusCode()).isEqualTo(401);
		assertThat(publish("topic=" + encode(TOPIC), forged).statusCode()).isEqualTo(401);
	}

	/** "Error Responses": no token where one is needed. */
	@Test
	void namesItsMetadataToThoseWithoutAToken() throws Exception {
		String challenge = publish("topic=a", "").headers().firstValue("WWW-Authenticate").orElse("");

		assertThat(challenge).startsWith("Bearer resource_metadata=").doesNotContain("error");
	}

	/** "Reconnection, State Reconciliation, and Event Sourcing". */
	@ParameterizedTest
	@CsvSource({ "V0, topic, lastEventID, Last-Event-ID", "V1, match, last_event_id, Mercure-Last-Event-ID" })
	void saysBehindWhichEventItBegins(Generation generation, String topic, String parameter, String header)
			throws Exception {
		restart(generation);
		String id = this.hub.publish("a", "one");
		String query = "?" + topic + "=a&" + parameter + "=";

		assertThat(head(query + encode(id)).headers().firstValue(header)).hasValue(id);
		assertThat(head(query + "unknown").headers().firstValue(header)).hasValue("earliest");
		assertThat(head(query + "earliest").headers().firstValue(header)).hasValue("earliest");
		assertThat(head("?" + topic + "=a").headers().firstValue(header)).isEmpty();
	}

	/** "Protected Resource Metadata". */
	@Test
	void hasMetadataInV1Only() throws Exception {
		String path = "/.well-known/oauth-protected-resource/.well-known/mercure";

		assertThat(get(this.hub.server().url(path), "").body()).contains("\"" + this.hub.url() + "\"");
		restart(Generation.V0);

		assertThat(get(this.hub.server().url(path), "").statusCode()).isEqualTo(404);
	}

	/** "Subscription API". */
	@Test
	void showsSubscriptionsToThoseWhoMaySeeThem() throws Exception {
		URI url = this.hub.server().url("/.well-known/mercure/subscriptions");
		head("?match=a");

		assertThat(get(url, "").statusCode()).isEqualTo(401);
		assertThat(get(url, token(claims())).statusCode()).isEqualTo(403);
		HttpResponse<String> answer = get(url, token(claims("*")));
		assertThat(answer.body()).contains("\"type\":\"subscriptions\"");
		assertThat(answer.headers().firstValue("Link").orElse("")).contains("rel=\"mercure\"; last-event-id=");
	}

	private void restart(Generation generation) {
		this.hub.close();
		this.hub = MercureTestHub.start(generation);
	}

	/** Asks for a stream, and goes when its head is there. */
	private HttpResponse<?> head(String query) throws IOException, InterruptedException {
		HttpResponse<InputStream> answer = this.client.send(
				HttpRequest.newBuilder(URI.create(this.hub.url() + query)).build(),
				HttpResponse.BodyHandlers.ofInputStream());
		answer.body().close();
		return answer;
	}

	private HttpResponse<String> get(URI url, String token) throws IOException, InterruptedException {
		return send(HttpRequest.newBuilder(url), token);
	}

	private HttpResponse<String> publish(String form, String token) throws IOException, InterruptedException {
		return send(HttpRequest.newBuilder(this.hub.url()).POST(HttpRequest.BodyPublishers.ofString(form)), token);
	}

	private HttpResponse<String> send(HttpRequest.Builder request, String token)
			throws IOException, InterruptedException {
		if (!token.isEmpty()) {
			request.header("Authorization", "Bearer " + token);
		}
		return this.client.send(request.build(), HttpResponse.BodyHandlers.ofString());
	}

	private Map<String, Object> claims() {
		return claims(TOPIC);
	}

	/** Claims that both generations understand. */
	private Map<String, Object> claims(String topic) {
		Map<String, Object> claims = new LinkedHashMap<>();
		claims.put("iss", MercureTestHub.ISSUER);
		claims.put("aud", this.hub.url().toString());
		claims.put("exp", Instant.now().getEpochSecond() + 60);
		claims.put("iat", Instant.now().getEpochSecond());
		List.of("sub", "client_id", "jti").forEach((name) -> claims.put(name, "any"));
		claims.put("mercure", Map.of("publish", List.of(topic)));
		claims.put("authorization_details", List.of(Map.of("type", "https://mercure.rocks/authorization-detail",
				"actions", List.of("publish", "subscribe"), "topics", List.of(Map.of("match", topic)))));
		return claims;
	}

	private static String token(Map<String, Object> claims) throws Exception {
		String head = base64("{\"alg\":\"HS256\",\"typ\":\"at+jwt\"}".getBytes(StandardCharsets.UTF_8));
		String signed = head + "." + base64(Json.write(claims).getBytes(StandardCharsets.UTF_8));
		Mac mac = Mac.getInstance("HmacSHA256");
		mac.init(new SecretKeySpec(MercureTestHub.SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
		return signed + "." + base64(mac.doFinal(signed.getBytes(StandardCharsets.US_ASCII)));
	}

	private static String base64(byte[] bytes) {
		return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
	}

	private static String encode(String text) {
		return URLEncoder.encode(text, StandardCharsets.UTF_8);
	}

}

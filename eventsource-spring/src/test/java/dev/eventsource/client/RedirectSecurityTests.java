package dev.eventsource.client;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;

import dev.eventsource.EventSource;
import dev.eventsource.EventSourceSpec;
import dev.eventsource.EventSourceSpecBuilder;
import dev.eventsource.InvalidSpecException;
import dev.eventsource.connection.TlsMaterial;
import dev.eventsource.test.RecordedRequest;
import dev.eventsource.test.SseResponse;
import dev.eventsource.test.SseTestServer;
import dev.eventsource.testing.Certificates;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.web.reactive.function.client.WebClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What a server can not get by sending a client elsewhere, on real sockets.
 */
class RedirectSecurityTests {

	private static final List<String> SECRETS = List.of("Authorization", "X-API-Key", "Api-Key", "X-Auth-Token",
			"Private-Token", "X-Amz-Security-Token", "X-Goog-Api-Key", "X-CSRF-Token", "Referer", "X-Forwarded-For",
			"X-Tenant", "Cookie");

	private final SseTestServer home = SseTestServer.start();

	private final SseTestServer other = SseTestServer.start();

	private final SseTestServer third = SseTestServer.start();

	private LiveEventSourceRegistry registry = LiveEventSourceRegistry.builder(WebClient.builder()).build();

	@AfterEach
	void close() {
		this.registry.close();
		this.home.close();
		this.other.close();
		this.third.close();
	}

	@Test
	void takesNoSecretHeaderToAnotherOrigin() {
		this.home.always(to(this.other));
		this.other.always(SseResponse.stream().stayOpen());

		start((spec) -> secrets(spec).withCredentials(true));

		RecordedRequest redirected = this.other.takeRequest();
		assertThat(head(redirected)).doesNotContain("secret");
		assertThat(redirected.headerNames()).map(String::toLowerCase)
			.containsExactlyInAnyOrder("host", "accept", "accept-encoding", "cache-control", "user-agent");
	}

	@Test
	void givesNothingBackOnTheWayHome() {
		this.home.enqueue(to(this.other));
		this.other.always(to(this.third));
		this.third.always(SseResponse.redirect(302, this.home.url("/stream").toString()));
		this.home.enqueue(SseResponse.stream().stayOpen());

		start(this::secrets);

		assertThat(head(this.home.takeRequest())).contains("secret");
		assertThat(head(this.home.takeRequest())).doesNotContain("secret");
	}

	@Test
	void remembersNoRedirect() {
		this.home.always(to(this.other));
		this.other.enqueue(SseResponse.stream("data: a\n\n").end(), SseResponse.stream().stayOpen());

		start((spec) -> spec);

		this.other.awaitRequests(2);
		assertThat(this.home.requests()).hasSize(2);
	}

	@Test
	void allowsOnlyTheOriginThatIsNamed() {
		this.home.always(to(this.other));
		this.other.always(to(this.third));
		this.third.always(SseResponse.stream().stayOpen());

		start((spec) -> secrets(spec).redirectsAllowedOrigins("http://127.0.0.1:" + this.other.port()));

		assertThat(head(this.other.takeRequest())).contains("secret");
		assertThat(head(this.third.takeRequest())).doesNotContain("secret");
	}

	@ParameterizedTest
	@ValueSource(strings = { "http://localhost:%d/", "http://2130706433:%d/", "http://127.1:%d/",
			"http://0x7f000001:%d/", "http://[::ffff:127.0.0.1]:%d/" })
	void takesAnotherNameOfTheSameHostForAnotherOrigin(String name) {
		this.home.enqueue(SseResponse.redirect(302, name.formatted(this.home.port())), SseResponse.stream().stayOpen());

		EventSource source = start(this::secrets);

		Awaitility.await()
			.until(() -> this.home.requests().size() > 1 || source.state().reason().matches("redirect-invalid|dns|io"));
		// where the name does not lead anywhere, the next attempt begins at the first
		// origin
		assertThat(this.home.requests().stream().filter((request) -> !request.path().equals("/stream")))
			.noneMatch((request) -> head(request).contains("secret"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "http://me:secret@127.0.0.1/", "http://good.example@127.0.0.1/", "file:///etc/passwd",
			"jar:file:/tmp/a.jar!/b", "ftp://127.0.0.1/", "javascript:alert(1)" })
	void goesNowhereButToHttp(String location) {
		this.home.always(SseResponse.redirect(302, location));

		EventSource source = start(this::secrets);

		Awaitility.await().until(() -> source.state().reason().equals("redirect-invalid"));
		assertThat(source.state().lastError()).doesNotContain("secret");
	}

	@Test
	void leavesTlsForNobody() {
		try (SseTestServer secure = SseTestServer.start(Certificates.GOOD.server())) {
			secure.always(SseResponse.redirect(302, this.other.url("/stream").toString()));
			this.registry = LiveEventSourceRegistry.builder(WebClient.builder())
				.sslBundles((name) -> TlsMaterial.of(null, Certificates.trusted()))
				.build();

			EventSource source = start((spec) -> spec.sslBundle("ours"),
					URI.create("https://localhost:" + secure.port() + "/"));

			Awaitility.await().until(() -> source.state().reason().equals("redirect-invalid"));
			assertThat(this.other.requests()).isEmpty();
		}
	}

	@Test
	void allowsNoClearOriginToASecureSource() {
		assertThatExceptionOfType(InvalidSpecException.class)
			.isThrownBy(() -> start((spec) -> spec.redirectsAllowedOrigins("http://friend.example"),
					URI.create("https://home.example/")))
			.withMessageContaining("'redirects.allowed-origins' is not https, but 'url' is");
	}

	private EventSourceSpecBuilder secrets(EventSourceSpecBuilder spec) {
		SECRETS.forEach((name) -> spec.header(name, "secret"));
		return spec;
	}

	private EventSource start(UnaryOperator<EventSourceSpecBuilder> settings) {
		return start(settings, this.home.url("/stream"));
	}

	private EventSource start(UnaryOperator<EventSourceSpecBuilder> settings, URI url) {
		EventSourceSpecBuilder spec = EventSourceSpec.builder(url.toString())
			.reconnectDelay(Duration.ofMillis(20))
			.reconnectMinDelay(Duration.ofMillis(10));
		EventSource source = this.registry.add("prices", settings.apply(spec).build());
		source.onMessage((message) -> {
		});
		source.start();
		return source;
	}

	private static SseResponse to(SseTestServer server) {
		return SseResponse.redirect(307, server.url("/stream").toString());
	}

	private static String head(RecordedRequest request) {
		return new String(request.head(), StandardCharsets.ISO_8859_1);
	}

}

package dev.eventsource.connection;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;

import dev.eventsource.EventSourceSpec;
import dev.eventsource.EventSourceSpecBuilder;
import dev.eventsource.InvalidSpecException;
import dev.eventsource.TestSpecs;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

class ConnectionSettingsTests {

	@ParameterizedTest
	@CsvSource(value = { "https://a.example/s | https://a.example/s?k%20%26=%26%3D%2B%20%C3%A9",
			"https://a.example/s?a=%2F&b | https://a.example/s?a=%2F&b&k%20%26=%26%3D%2B%20%C3%A9",
			"https://a.example/s?#part | https://a.example/s?k%20%26=%26%3D%2B%20%C3%A9" }, delimiter = '|')
	void appendsTheQueryWithoutTouchingTheUrl(String url, String expected) {
		ConnectionSettings settings = settings(EventSourceSpec.builder(url).query("k &", "&=+ é"));

		assertThat(settings.url()).hasToString(expected);
	}

	@ParameterizedTest
	@CsvSource({ "'', is missing", "/relative, is neither http nor https", "ftp://a.example, is neither http nor https",
			"https://user:secret@a.example/, has user-info", "https://secret@a_b/, has user-info",
			"https://a_b/, has no usable host", "http:///x, has no usable host",
			"https://a.example:70000/, has no usable", "https://a b/?secret, is not a URL",
			"https://#secret, is not a URL" })
	void refusesUrlsThatCanNotBeUsed(String url, String problem) {
		InvalidSpecException refusal = refusal(EventSourceSpec.builder(url));

		assertThat(refusal.property()).isEqualTo("url");
		assertThat(refusal).hasMessageContaining(problem).hasMessageNotContaining("secret");
		assertThat(refusal.value()).doesNotContain("secret");
	}

	@ParameterizedTest
	@CsvSource({ "X-Key, 'secret\r\nX-Injected: 1'", "X-Key, 'secret\0'", "X-Key, 'secret\n'" })
	void refusesHeaderValuesThatWouldBreakOut(String name, String value) {
		InvalidSpecException refusal = refusal(any().header(name, value));

		assertThat(refusal.property()).isEqualTo("headers.X-Key");
		assertThat(refusal.value()).isEqualTo("***");
		assertThat(refusal).hasMessageNotContaining("secret");
	}

	@ParameterizedTest
	@CsvSource({ "'X Key'", "''", "'X:Key'", "'X\r\nY'", "Ключ" })
	void refusesHeaderNamesThatAreNone(String name) {
		assertThat(refusal(any().header(name, "v")).property()).isEqualTo("headers");
	}

	@ParameterizedTest
	@CsvSource({ "Last-Event-ID", "accept-encoding", "Host", "Transfer-Encoding" })
	void refusesHeadersThatAreTheClients(String name) {
		assertThat(refusal(any().header(name, "v")).property()).isEqualTo("headers." + name);
	}

	@Test
	void refusesNegativeDurations() {
		assertThat(refusal(any().idleTimeout(Duration.ofSeconds(-1))).property()).isEqualTo("idle-timeout");
		assertThat(refusal(any().reconnectMinDelay(Duration.ofSeconds(-1))).property())
			.isEqualTo("reconnect.min-delay");
	}

	@ParameterizedTest
	@CsvSource({ "-0.1", "11", "NaN" })
	void refusesJitterOutOfRange(double jitter) {
		assertThat(refusal(any().reconnectJitter(jitter)).property()).isEqualTo("reconnect.jitter");
	}

	@ParameterizedTest
	@CsvSource({ "0.9", "NaN", "Infinity" })
	void refusesMultipliersOutOfRange(double multiplier) {
		assertThat(refusal(any().reconnectMultiplier(multiplier)).property()).isEqualTo("reconnect.multiplier");
	}

	@Test
	void refusesOAuth2BesidesOtherCredentials() {
		assertThat(refusal(any().oauth2Registration("ours").bearer("t")).property()).isEqualTo("auth");
		assertThat(refusal(any().oauth2Registration("ours").basic("me", "p")).property()).isEqualTo("auth");
		assertThat(refusal(any().oauth2Registration("ours").header("authorization", "x")).property())
			.isEqualTo("headers.Authorization");
	}

	@Test
	void namesItselfUnlessTold() {
		assertThat(settings(any()).headers().get("User-Agent")).startsWith("eventsource-spring/");
		assertThat(settings(any().header("user-agent", "me")).headers()).containsEntry("User-Agent", "me");
	}

	@Test
	void encodesCredentials() {
		assertThat(settings(any().bearer("t")).headers()).containsEntry("Authorization", "Bearer t");
		assertThat(refusal(any().bearer("t").header("authorization", "x")).property())
			.isEqualTo("headers.Authorization");
	}

	@Test
	void encodesBasicCredentialsAsUtf8() {
		EventSourceSpec.Auth auth = new EventSourceSpec.Auth(new EventSourceSpec.Basic("zoë", "p:€"), null, null);

		Map<String, String> headers = ConnectionSettings.from("orders", withAuth(auth)).headers();

		String encoded = Base64.getEncoder().encodeToString("zoë:p:€".getBytes(StandardCharsets.UTF_8));
		assertThat(headers).containsEntry("Authorization", "Basic " + encoded);
	}

	@Test
	void showsNothingSecret() {
		ConnectionSettings settings = settings(
				EventSourceSpec.builder("https://a.example/s?token=secret").bearer("secret"));

		assertThat(settings).asString().doesNotContain("secret");
	}

	private static EventSourceSpecBuilder any() {
		return EventSourceSpec.builder("https://a.example/s");
	}

	private static ConnectionSettings settings(EventSourceSpecBuilder spec) {
		return ConnectionSettings.from("orders", EventSourceSpec.BUILT_IN.overlay(spec.build()));
	}

	private static InvalidSpecException refusal(EventSourceSpecBuilder spec) {
		return catchThrowableOfType(InvalidSpecException.class, () -> settings(spec));
	}

	private static EventSourceSpec withAuth(EventSourceSpec.Auth auth) {
		return EventSourceSpec.BUILT_IN.overlay(new EventSourceSpec("https://a.example/s", null, null, null, null, auth,
				null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null,
				null, null, null, null, null));
	}

}

package dev.eventsource.connection;

import java.net.URI;
import java.util.List;

import dev.eventsource.EventSourceSpec;
import dev.eventsource.InvalidSpecException;
import dev.eventsource.TestSpecs;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

class ProxySettingsTests {

	private static final String SECRET = "canary";

	@ParameterizedTest
	@CsvSource({ "http, HTTP", "HTTP, HTTP", "socks5, SOCKS5" })
	void takesKindAndAddress(String type, ProxySettings.Type expected) {
		ProxySettings proxy = read("proxy.type", type, "proxy.host", "p.example", "proxy.port", 3128);

		assertThat(proxy).isEqualTo(new ProxySettings(expected, "p.example", 3128, "", "", List.of()));
	}

	@Test
	void takesAHostWithoutKindForAnHttpProxy() {
		assertThat(read("proxy.host", "p.example", "proxy.port", 3128).type()).isEqualTo(ProxySettings.Type.HTTP);
	}

	@Test
	void knowsNoProxyUnlessOneIsNamed() {
		assertThat(read()).isNull();
		assertThat(read("proxy.noProxy", List.of("localhost"))).isNull();
		assertThat(read("proxy.type", "none", "proxy.host", "p.example", "proxy.port", 3128)).isNull();
	}

	@ParameterizedTest
	@CsvSource(nullValues = "-", value = { "ftp, p.example, 1, proxy.type", "http, -, 3128, proxy.host",
			"-, -, 3128, proxy.host", "socks5, 'p q', 3128, proxy.host", "http, http://p.example, 3128, proxy.host",
			"http, p.example, -, proxy.port", "http, p.example, 0, proxy.port", "http, p.example, 65536, proxy.port",
			"system, p.example, -, proxy.host", "system, -, 3128, proxy.host" })
	void refusesWhatLeadsNowhere(@Nullable String type, @Nullable String host, @Nullable Integer port, String named) {
		EventSourceSpec.Proxy given = new EventSourceSpec.Proxy(type, host, port, null, null, null);

		assertThat(refusal(given).property()).isEqualTo(named);
	}

	@ParameterizedTest
	@CsvSource(nullValues = "-", value = { "canary, -, username", "-, canary, username", "can:ary, canary, username",
			"'canary\r\nX: 1', canary, username", "me, 'canary\n', password", "me, 'canary\0', password" })
	void refusesCredentialsThatCanNotBeSentWithoutShowingThem(@Nullable String user, @Nullable String password,
			String named) {
		EventSourceSpec.Proxy given = new EventSourceSpec.Proxy("http", "p.example", 1, user, password, null);

		InvalidSpecException refusal = refusal(given);
		assertThat(refusal.property()).isEqualTo("proxy." + named);
		assertThat(refusal.value() + refusal.getMessage()).doesNotContain(SECRET, "can:ary");
	}

	@Test
	void refusesCredentialsThatAreTooLong() {
		EventSourceSpec.Proxy given = new EventSourceSpec.Proxy("socks5", "p.example", 1, "me", "é".repeat(128), null);

		assertThat(refusal(given).property()).isEqualTo("proxy.password");
	}

	@ParameterizedTest
	@CsvSource({ "localhost, localhost, true", "LOCALHOST, localhost, true", "localhost, a.localhost, false",
			"*.example.com, a.b.example.com, true", "*.example.com, example.com, false",
			"*.example.com, badexample.com, false", "10.*, 10.1.2.3, true", "10.*, 110.1.2.3, false",
			"127.0.0.1, 127.0.0.1, true", "[::1], [::1], true", "::1, [::1], true", "*, any.example, true",
			"example.com, example.com.evil.example, false" })
	void exceptsHosts(String pattern, String host, boolean excepted) {
		ProxySettings proxy = read("proxy.host", "p.example", "proxy.port", 1, "proxy.noProxy",
				List.of("other", pattern));

		assertThat(proxy.isExcepted(URI.create("https://" + host + ":8443/stream"))).isEqualTo(excepted);
	}

	@ParameterizedTest
	@ValueSource(strings = { "Proxy-Authorization", "proxy-authorization" })
	void refusesTheHeaderThatTheServerWouldGet(String header) {
		EventSourceSpec spec = EventSourceSpec.builder("http://a.example").header(header, SECRET).build();

		assertThat(refusal(spec).property()).isEqualTo("headers." + header);
	}

	@Test
	void showsNoCredentials() {
		ProxySettings proxy = read("proxy.host", "p.example", "proxy.port", 1, "proxy.username", SECRET,
				"proxy.password", SECRET);

		assertThat(proxy.username() + proxy.password()).isEqualTo(SECRET + SECRET);
		assertThat(proxy + " " + TransportProfile
			.from(spec("proxy.host", "p.example", "proxy.port", 1, "proxy.username", SECRET, "proxy.password", SECRET)))
			.contains("p.example")
			.doesNotContain(SECRET);
	}

	private static EventSourceSpec spec(Object... proxy) {
		return TestSpecs.with(proxy);
	}

	private static ProxySettings read(Object... proxy) {
		return ProxySettings.from(spec(proxy).proxy(), new SpecCheck("orders"));
	}

	private static InvalidSpecException refusal(EventSourceSpec.Proxy given) {
		return catchThrowableOfType(InvalidSpecException.class,
				() -> ProxySettings.from(given, new SpecCheck("orders")));
	}

	private static InvalidSpecException refusal(EventSourceSpec spec) {
		return catchThrowableOfType(InvalidSpecException.class, () -> ConnectionSettings.from("orders", spec));
	}

}

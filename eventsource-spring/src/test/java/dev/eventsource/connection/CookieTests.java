package dev.eventsource.connection;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class CookieTests {

	private static final URI HOME = URI.create("https://shop.example.co.uk/live/stream");

	private Instant now = Instant.parse("2030-01-01T00:00:00Z");

	private final CookieJar jar = new CookieJar(() -> this.now);

	@Test
	void sendsBackWhatWasSet() {
		keep("a=1", "b=2; HttpOnly; SameSite=Strict; Secure");

		assertThat(this.jar.header(HOME)).isEqualTo("a=1; b=2");
	}

	@Test
	void replacesACookieOfTheSameNameAndPath() {
		keep("a=1", "a=2");

		assertThat(this.jar.header(HOME)).isEqualTo("a=2");
	}

	@ParameterizedTest
	@ValueSource(strings = { "https://example.co.uk/live/", "https://other.example.co.uk/live/",
			"https://x.shop.example.co.uk/live/", "https://shop.example.co.uk:8443/live/",
			"http://shop.example.co.uk/live/", "https://co.uk/live/", "https://evil.co.uk/live/" })
	void goesToNoOtherOriginWhateverItsDomainSays(String other) {
		keep("a=1; Domain=co.uk; Path=/", "b=2; Domain=.example.co.uk; Path=/", "c=3; Domain=evil.co.uk; Path=/");

		assertThat(this.jar.header(URI.create(other))).isEmpty();
	}

	@ParameterizedTest
	@CsvSource({ "/live, /live, true", "/live, /live/x, true", "/live, /lively, false", "/live/, /live, false",
			"/, /anything, true", "relative, /live/x, true", "relative, /, false" })
	void staysBelowItsPath(String path, String asked, boolean sent) {
		keep("a=1; Path=" + path);

		assertThat(this.jar.header(HOME.resolve(asked)).isEmpty()).isNotEqualTo(sent);
	}

	@Test
	void putsTheLongerPathFirst() {
		keep("a=1; Path=/", "a=2; Path=/live");

		assertThat(this.jar.header(HOME)).isEqualTo("a=2; a=1");
	}

	@ParameterizedTest
	@ValueSource(strings = { "Max-Age=60", "Expires=Tue, 01 Jan 2030 00:01:00 GMT", "max-age=60; expires=nonsense",
			"Max-Age=60; Expires=Wed, 01 Jan 2020 00:00:00 GMT" })
	void endsInTime(String attribute) {
		keep("a=1; " + attribute);
		this.now = this.now.plusSeconds(59);
		assertThat(this.jar.header(HOME)).isEqualTo("a=1");

		this.now = this.now.plusSeconds(1);

		assertThat(this.jar.header(HOME)).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "Max-Age=0", "Max-Age=-1", "Expires=Thu, 01 Jan 1970 00:00:00 GMT" })
	void isTakenBack(String attribute) {
		keep("a=1");

		keep("a=; " + attribute);

		assertThat(this.jar.header(HOME)).isEmpty();
	}

	@Test
	void endsAtTheLatestAfterFourHundredDays() {
		keep("a=1; Max-Age=999999999999999999", "b=2; Expires=Fri, 31 Dec 9999 23:59:59 GMT", "c=3");

		this.now = this.now.plus(Duration.ofDays(400));

		assertThat(this.jar.header(HOME)).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "a=1; Secure", "__Secure-a=1; Secure", "__Host-a=1; Secure; Path=/" })
	void takesNothingForTlsWithoutTls(String field) {
		URI clear = URI.create("http://shop.example.co.uk/live/stream");

		this.jar.keep(clear, List.of(field));

		assertThat(this.jar.header(clear)).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "__Secure-a=1", "__Host-a=1; Secure", "__Host-a=1; Path=/",
			"__host-a=1; Secure; Path=/; Domain=example.co.uk", "=1", "a", "", "; Path=/", "a=1\r\nX-Injected: 1",
			"a=\0" })
	void refusesWhatBreaksItsPromise(String field) {
		keep(field);

		assertThat(this.jar.header(HOME)).isEmpty();
	}

	@Test
	void isBoundedInNumber() {
		for (int i = 0; i < 10 * CookieJar.COOKIES; i++) {
			keep("n" + i + "=1");
		}

		assertThat(this.jar.header(HOME).split("; ")).hasSize(CookieJar.COOKIES).contains("n499=1");
	}

	@Test
	void isBoundedInLength() {
		keep("big=" + "x".repeat(CookieJar.COOKIE_LENGTH));
		for (int i = 0; i < 20; i++) {
			keep("n" + i + "=" + "x".repeat(1_000));
		}

		assertThat(this.jar.header(HOME)).doesNotContain("big").hasSizeBetween(7_000, CookieJar.HEADER_LENGTH);
	}

	@Test
	void showsNoValue() {
		assertThat(String.valueOf(Cookie.parse("a=secret", HOME, this.now))).doesNotContain("secret");
	}

	private void keep(String... fields) {
		this.jar.keep(HOME, List.of(fields));
	}

}

package dev.eventsource.connection;

import java.net.URI;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class RedirectPolicyTests {

	private static final Hop HOME = new Hop(URI.create("https://a.example/x/stream?k=v"), 0, false);

	private final RedirectPolicy policy = new RedirectPolicy(Origin.of(HOME.uri()),
			Set.of(Origin.of(URI.create("https://friend.example"))), 5);

	@ParameterizedTest
	@CsvSource({ "/y, https://a.example/y, false", "z?q=1#part, https://a.example/x/z?q=1, false",
			"HTTPS://A.example:443/y, HTTPS://A.example:443/y, false",
			"https://friend.example/y, https://friend.example/y, false", "//b.example/y, https://b.example/y, true",
			"https://b.a.example/, https://b.a.example/, true",
			"https://a.example:8443/, https://a.example:8443/, true" })
	void holdsBackOutsideOfTheOrigin(String location, String target, boolean restricted) {
		assertThat(this.policy.follow(HOME, location).target()).isEqualTo(new Hop(URI.create(target), 1, restricted));
	}

	@ParameterizedTest
	@NullSource
	@ValueSource(strings = { "", " ", "https://", "ftp://a.example/", "file:///etc/passwd", "https://[::1", "a b",
			"https://a_b/", "https://a.example:99999/", "data:text/event-stream,x", "https:opaque" })
	void refusesWhatIsNoUsableUrl(String location) {
		assertRefused(HOME, location);
	}

	@ParameterizedTest
	@ValueSource(strings = { "http://a.example/", "http://friend.example/", "https://user:secret@a.example/",
			"https://good.example@evil.example/" })
	void refusesWhatIsNotSafe(String location) {
		assertRefused(HOME, location);
		assertThat(this.policy.follow(HOME, location).refusal().message()).doesNotContain("secret");
	}

	@Test
	void givesNothingBackOnTheWayHome() {
		Hop there = this.policy.follow(HOME, "https://b.example/").target();

		Hop home = this.policy.follow(there, "https://a.example/").target();

		assertThat(home.restricted()).isTrue();
	}

	@Test
	void ends() {
		Hop fifth = new Hop(HOME.uri(), 4, false);
		Hop sixth = this.policy.follow(fifth, "/").target();

		assertThat(sixth).isNotNull();
		assertThat(this.policy.follow(sixth, "/").refusal().reason()).isEqualTo("redirect-limit");
	}

	private void assertRefused(Hop hop, String location) {
		RedirectPolicy.Redirect redirect = this.policy.follow(hop, location);
		assertThat(redirect.target()).isNull();
		assertThat(redirect.refusal().reason()).isEqualTo("redirect-invalid");
	}

}

package dev.eventsource.connection;

import java.net.URI;

import dev.eventsource.EventSourceState.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Who gets fresh credentials, and what becomes of those that are refused.
 */
class FreshCredentialsTests {

	private final CustomizerFixture asking = new CustomizerFixture();

	@ParameterizedTest
	@ValueSource(ints = { 401, 403 })
	void renewsRefusedCredentialsAtOnce(int status) {
		this.asking.start();

		this.asking.world.transport.last().head(status);

		assertThat(this.asking.world.reason()).isEqualTo("auth-refresh");
		this.asking.executor.runAll();
		assertThat(this.asking.renewals).containsExactly(false, true);
		assertThat(this.asking.sent("Authorization")).isEqualTo("Bearer token-2");
		assertThat(this.asking.world.transport.live()).isEqualTo(1);
	}

	@Test
	void stopsAtTheSecondRefusal() {
		this.asking.start();
		this.asking.world.transport.last().head(401);
		this.asking.executor.runAll();

		this.asking.world.transport.last().head(403);

		assertThat(this.asking.world.kind()).isEqualTo(Kind.FAILED);
		assertThat(this.asking.world.reason()).isEqualTo("status-403");
	}

	@Test
	void renewsAgainAfterTheNextOpenStream() {
		this.asking.start();
		this.asking.world.transport.last().head(401);
		this.asking.executor.runAll();
		this.asking.world.transport.last().open().body("data: a\n\n").end();
		this.asking.attempt();

		this.asking.world.transport.last().head(401);
		this.asking.executor.runAll();

		assertThat(this.asking.world.kind()).isEqualTo(Kind.CONNECTING);
		assertThat(this.asking.renewals).containsExactly(false, true, false, true);
	}

	@Test
	void asksForNewOnesUntilThereAreSome() {
		this.asking.start();
		this.asking.customizer = (request) -> {
			throw new IllegalStateException("secret");
		};
		this.asking.world.transport.last().head(401);
		this.asking.executor.runAll();
		this.asking.customizer = (request) -> request.bearer("new");

		this.asking.attempt();

		assertThat(this.asking.renewals).containsExactly(false, true, true);
		assertThat(this.asking.sent("Authorization")).isEqualTo("Bearer new");
	}

	@Test
	void asksForEachHopThatMayCarryCredentials() {
		this.asking.start();

		this.asking.world.transport.last().head(302, "Location", "/other?x=1");
		this.asking.executor.runAll();

		assertThat(this.asking.urls).extracting(URI::toString)
			.containsExactly("https://a.example/stream", "https://a.example/other?x=1");
		assertThat(this.asking.sent("Authorization")).isEqualTo("Bearer token-2");
	}

	@Test
	void completesNoLocation() {
		this.asking.customizer = (request) -> request.query("key", "secret");
		this.asking.start();

		this.asking.world.transport.last().head(302, "Location", "/other?x=1");
		this.asking.executor.runAll();

		assertThat(this.asking.world.transport.last().request().uri()).hasToString("https://a.example/other?x=1");
	}

	@Test
	void isNotAskedForAnotherOrigin() {
		this.asking.start();

		this.asking.world.transport.last().head(302, "Location", "https://b.example/");

		assertThat(this.asking.urls).hasSize(1);
		assertThat(this.asking.world.transport.last().request().headers()).doesNotContainKey("Authorization");
		assertThat(this.asking.world.transport.last().request().uri()).hasToString("https://b.example/");
	}

	@Test
	void renewsNothingForAnOriginThatGotNothing() {
		this.asking.start();
		this.asking.world.transport.last().head(302, "Location", "https://b.example/");

		this.asking.world.transport.last().head(401);

		assertThat(this.asking.world.kind()).isEqualTo(Kind.FAILED);
	}

	@Test
	void isAskedForAnAllowedOrigin() {
		ConnectionFixture allowing = this.asking.fixture((spec) -> spec.redirectsAllowedOrigins("https://b.example"));
		allowing.connection.start("");
		this.asking.executor.runAll();

		allowing.transport.last().head(302, "Location", "https://b.example/");
		this.asking.executor.runAll();

		assertThat(allowing.transport.last().request().headers()).containsEntry("Authorization", "Bearer token-2");
	}

}

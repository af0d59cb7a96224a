package dev.eventsource.test;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import dev.eventsource.test.ClientWitness.Handling;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

class ClientWitnessTests {

	@AutoClose
	private final SseTestServer server = SseTestServer
		.start(SseServerOptions.defaults().withPatience(Duration.ofMillis(50)));

	private final KnownHandling witness = new KnownHandling();

	@Test
	void awaitHandledReturnsOnceTheClientSaysSo() {
		this.server.witnessedBy(this.witness);
		this.witness.handling.put("7", Handling.HANDLED);

		this.server.awaitHandled("7");
	}

	@Test
	void awaitHandledInVainShowsWhatTheClientSays() {
		this.server.on("/prices").witnessedBy(this.witness);

		assertThatExceptionOfType(AssertionError.class).isThrownBy(() -> this.server.on("/prices").awaitHandled("7"))
			.withMessageContaining("Waited 50 ms for event '7' to be handled in vain")
			.withMessageEndingWith("\n  the client is fine");
	}

	@Test
	void awaitHandledFailsAtOnceWhenTheClientHasGivenUp() {
		this.server.witnessedBy(this.witness);
		this.witness.handling.put("7", Handling.FAILED);

		assertThatExceptionOfType(AssertionError.class).isThrownBy(() -> this.server.awaitHandled("7"))
			.withMessageStartingWith("Event '7' was not handled.")
			.withMessageEndingWith("the client is fine");
	}

	@Test
	void sendingAnIdAgainForgetsWhatBecameOfIt() {
		this.server.on("/prices").witnessedBy(this.witness);
		this.witness.handling.put("7", Handling.HANDLED);

		this.server.send("tick", "7", "{}");

		assertThat(this.witness.handling("7")).isEqualTo(Handling.PENDING);
	}

	@Test
	void awaitHandledWithoutAWitnessSaysWhatIsMissing() {
		assertThatIllegalStateException().isThrownBy(() -> this.server.awaitHandled("7"))
			.withMessageContaining("@AutoConfigureSseServer");
	}

	@Test
	void resetKeepsTheWitness() {
		this.server.on("/prices").witnessedBy(this.witness);
		this.witness.handling.put("7", Handling.HANDLED);

		this.server.reset();

		this.server.on("/prices").awaitHandled("7");
	}

	private static final class KnownHandling implements ClientWitness {

		private final Map<String, Handling> handling = new ConcurrentHashMap<>();

		@Override
		public Handling handling(String id) {
			return this.handling.getOrDefault(id, Handling.PENDING);
		}

		@Override
		public void sending(String type, String id) {
			this.handling.remove(id);
		}

		@Override
		public List<String> report() {
			return List.of("the client is fine");
		}

	}

}

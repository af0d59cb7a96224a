package dev.eventsource.conformance;

import ch.qos.logback.classic.Level;
import dev.eventsource.EventSourceClosedEvent;
import dev.eventsource.EventSourceErrorEvent;
import dev.eventsource.EventSourceState.Kind;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What everybody sees who looks at a source: its state, what it tells listeners and the
 * application, its log, its meters. They have to say the same.
 */
final class Outcome {

	private final Conversation conversation;

	Outcome(Conversation conversation) {
		this.conversation = conversation;
	}

	/**
	 * Takes the next loss: something is wrong, and the source goes on trying.
	 */
	EventSourceErrorEvent lost(String reason) {
		EventSourceErrorEvent error = again(reason);
		boolean loud = error.attempt() <= 1 || error.attempt() % 10 == 0;
		Level level = loud ? reason.equals("tls") ? Level.ERROR : Level.WARN : Level.DEBUG;
		assertThat(this.conversation.log().of(level)).anySatisfy(
				(line) -> assertThat(line).contains(" lost (" + reason + "), again in").endsWith(error.message()));
		return error;
	}

	/**
	 * Takes the next loss: nothing is wrong, and nobody is bothered.
	 */
	EventSourceErrorEvent rotated(String reason) {
		EventSourceErrorEvent error = again(reason);
		assertThat(this.conversation.log().of(Level.DEBUG)).anyMatch((line) -> line.contains("rotated (" + reason));
		assertThat(this.conversation.log().of(Level.WARN)).isEmpty();
		return error;
	}

	private EventSourceErrorEvent again(String reason) {
		EventSourceErrorEvent error = this.conversation.errors().next();
		assertThat(error.reason()).isEqualTo(reason);
		assertThat(error.willReconnect()).isTrue();
		assertThat(this.conversation.states()).anySatisfy((state) -> {
			assertThat(state.kind()).isEqualTo(Kind.WAITING);
			assertThat(state.reason()).isEqualTo(reason);
			assertThat(state.nextAttempt()).isEqualTo(error.nextAttempt());
		});
		Conversation.await(() -> this.conversation.published(EventSourceErrorEvent.class).contains(error));
		assertThat(this.conversation.meter("eventsource.reconnects", "reason", reason)).isPositive();
		return error;
	}

	/**
	 * Takes the next loss: the source has given up.
	 */
	EventSourceErrorEvent failed(String reason) {
		EventSourceErrorEvent error = this.conversation.errors().next();
		assertThat(error.reason()).isEqualTo(reason);
		assertThat(error.willReconnect()).isFalse();
		this.conversation.awaitState(Kind.FAILED);
		assertThat(this.conversation.state().reason()).isEqualTo(reason);
		assertThat(this.conversation.state().lastError()).isEqualTo(error.message());
		assertThat(this.conversation.log().of(Level.ERROR)).singleElement()
			.asString()
			.contains("failed for good (" + reason + "): " + error.message());
		assertThat(this.conversation.nextPublished(EventSourceErrorEvent.class)).isEqualTo(error);
		assertThat(this.conversation.nextPublished(EventSourceClosedEvent.class).failed()).isTrue();
		assertThat(this.conversation.meter("eventsource.connection.attempts", "outcome", reason)).isEqualTo(1);
		assertThat(this.conversation.meter("eventsource.connection.state")).isEqualTo(Kind.FAILED.code());
		return error;
	}

}

package dev.eventsource.connection;

import java.time.Duration;
import java.util.function.UnaryOperator;

import dev.eventsource.EventSourceSpec;
import dev.eventsource.EventSourceSpecBuilder;
import dev.eventsource.EventSourceState.Kind;
import dev.eventsource.testing.FakeTransport;
import dev.eventsource.testing.FakeTransport.FakeExchange;
import dev.eventsource.testing.ManualTimer;

/**
 * A connection in a world where nothing happens by itself, and chance always gives 0.
 */
final class ConnectionFixture {

	final ManualTimer timer = new ManualTimer();

	final FakeTransport transport = new FakeTransport();

	final RecordingReceiver receiver = new RecordingReceiver();

	final RecordingObserver observer = new RecordingObserver();

	final Connection connection;

	ConnectionFixture() {
		this((spec) -> spec);
	}

	ConnectionFixture(UnaryOperator<EventSourceSpecBuilder> settings) {
		this(settings, FreshCredentials.NONE);
	}

	ConnectionFixture(UnaryOperator<EventSourceSpecBuilder> settings, FreshCredentials credentials) {
		EventSourceSpec spec = settings.apply(EventSourceSpec.builder("https://a.example/stream")).build();
		this.connection = new Connection(ConnectionSettings.from("orders", EventSourceSpec.BUILT_IN.overlay(spec)),
				new ConnectionSeams(this.transport, this.timer, () -> 0L, new ConnectGate(0), credentials),
				this.receiver, this.observer);
	}

	FakeExchange open() {
		return open("");
	}

	FakeExchange open(String lastEventId) {
		this.connection.start(lastEventId);
		return this.transport.last().open();
	}

	FakeExchange reopen() {
		awaitAttempt();
		return this.transport.last().open();
	}

	void awaitAttempt() {
		this.timer.advance(untilNextAttempt());
	}

	Kind kind() {
		return this.connection.state().kind();
	}

	String reason() {
		return this.connection.state().reason();
	}

	String sentId() {
		return this.transport.last().request().headers().getOrDefault("Last-Event-ID", "");
	}

	/**
	 * Lets time pass as the client does, with a tick each second.
	 */
	void live(Duration duration) {
		for (long second = 0; second < duration.toSeconds(); second++) {
			this.timer.advance(Duration.ofSeconds(1));
			this.connection.tick();
		}
	}

	/**
	 * Returns how long after now the next attempt is planned.
	 */
	Duration untilNextAttempt() {
		return Duration.between(this.timer.instant(), this.connection.state().nextAttempt());
	}

}

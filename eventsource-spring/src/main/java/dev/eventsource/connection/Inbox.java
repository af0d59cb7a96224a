package dev.eventsource.connection;

import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Where signals are sent, from any thread and from inside a turn.
 *
 * @param turns runs one at a time
 * @param step takes a signal, in a turn of its own
 */
record Inbox(SerialTurns turns, Consumer<Signal> step) {

	void send(Signal signal) {
		this.turns.run(() -> this.step.accept(signal));
	}

	void send(Supplier<Signal> signal) {
		this.turns.run(() -> this.step.accept(signal.get()));
	}

}

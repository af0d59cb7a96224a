package dev.eventsource.autoconfigure;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import dev.eventsource.EventSourceState;
import dev.eventsource.EventSourceState.Kind;

/**
 * What an operator can ask of a source.
 */
enum SourceAction {

	START(EnumSet.of(Kind.CLOSED, Kind.FAILED)),

	STOP(EnumSet.complementOf(EnumSet.of(Kind.CLOSED))),

	PAUSE(EnumSet.of(Kind.CONNECTING, Kind.OPEN, Kind.WAITING, Kind.STANDBY)),

	RESUME(EnumSet.of(Kind.PAUSED)),

	RECONNECT(EnumSet.of(Kind.CONNECTING, Kind.OPEN, Kind.WAITING, Kind.STANDBY)),

	RESET(EnumSet.allOf(Kind.class)),

	REDELIVER(EnumSet.allOf(Kind.class));

	/** The states in which there is something to do. */
	private final Set<Kind> from;

	SourceAction(Set<Kind> from) {
		this.from = from;
	}

	static Optional<SourceAction> named(String name) {
		return Arrays.stream(values()).filter((action) -> action.toString().equals(name)).findFirst();
	}

	static String names() {
		return Arrays.stream(values()).map(SourceAction::toString).collect(Collectors.joining(", "));
	}

	/**
	 * Returns whether the action changes a source that is in this state.
	 * @param state where the source stands
	 * @return whether it does; {@code false} where it is as asked for already
	 */
	boolean changes(EventSourceState state) {
		if (state.reason().equals("no-listener")) {
			// closed to the eye, but started: it waits for its first listener
			return this != START && this != RESUME && this != RECONNECT;
		}
		return this.from.contains(state.kind());
	}

	@Override
	public String toString() {
		return name().toLowerCase(Locale.ROOT);
	}

}

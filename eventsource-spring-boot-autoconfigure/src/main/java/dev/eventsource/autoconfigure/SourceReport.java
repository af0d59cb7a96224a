package dev.eventsource.autoconfigure;

import dev.eventsource.EventSourceState;

/**
 * Says in one line what an operator's action did.
 */
final class SourceReport {

	private SourceReport() {
	}

	static String of(SourceRequest request, SourceAction action, EventSourceState before, boolean changed) {
		String was = state(before);
		if (!changed) {
			return request.source() + ": nothing to " + action + ", it is " + was;
		}
		return request.source() + " " + switch (action) {
			case START -> "started, was " + was;
			case STOP -> "stopped, was " + was;
			case PAUSE -> "paused, was " + was;
			case RESUME -> "resumed, was " + was;
			case RECONNECT -> "reconnects, was " + was;
			case RESET -> "goes on from another position, was " + was;
			case REDELIVER -> "has handled a dead letter";
		};
	}

	private static String state(EventSourceState state) {
		String kind = state.kind().toString();
		return kind.equalsIgnoreCase(state.reason()) ? kind : kind + " (" + state.reason() + ")";
	}

}

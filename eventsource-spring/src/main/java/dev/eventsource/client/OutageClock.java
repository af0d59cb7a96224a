package dev.eventsource.client;

import java.time.Instant;

import dev.eventsource.EventSourceState;
import dev.eventsource.observation.SourceObservation;
import org.jspecify.annotations.Nullable;

/**
 * Knows since when a source that should have a connection has none, over all its
 * attempts.
 */
final class OutageClock implements SourceObservation {

	private volatile @Nullable Instant notOpenSince;

	@Override
	public void stateChanged(EventSourceState state) {
		boolean trying = state.kind() == EventSourceState.Kind.CONNECTING
				|| state.kind() == EventSourceState.Kind.WAITING;
		if (!trying) {
			this.notOpenSince = null;
		}
		else if (this.notOpenSince == null) {
			this.notOpenSince = state.since();
		}
	}

	@Nullable Instant notOpenSince() {
		return this.notOpenSince;
	}

}

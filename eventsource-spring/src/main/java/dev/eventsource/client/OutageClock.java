package dev.eventsource.client;

import java.time.Instant;

import dev.eventsource.EventSourceState;
import dev.eventsource.observation.SourceObservation;
import org.jspecify.annotations.Nullable;

/**
 * Knows since when a source that should have a connection has none, over all its
 * attempts, and since when it should have one.
 */
final class OutageClock implements SourceObservation {

	private volatile @Nullable Instant notOpenSince;

	private volatile @Nullable Instant runningSince;

	@Override
	public void stateChanged(EventSourceState state) {
		boolean trying = state.kind() == EventSourceState.Kind.CONNECTING
				|| state.kind() == EventSourceState.Kind.WAITING;
		if (!trying && state.kind() != EventSourceState.Kind.OPEN) {
			this.runningSince = null;
		}
		else if (this.runningSince == null) {
			this.runningSince = state.since();
		}
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

	/**
	 * Returns since when the source has run, apart from pauses and standing by.
	 * @return {@code null} while it does not
	 */
	@Nullable Instant runningSince() {
		return this.runningSince;
	}

}

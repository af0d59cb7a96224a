package dev.eventsource.client;

import dev.eventsource.FailedEvent;
import dev.eventsource.connection.Connection;
import dev.eventsource.observation.SourceObservation;
import org.jspecify.annotations.Nullable;

/**
 * The little that flows back from delivery to the connection: that there is room again,
 * and that an event must not be passed.
 */
final class StreamFeedback implements SourceObservation {

	private volatile @Nullable Connection connection;

	void attach(Connection connection) {
		this.connection = connection;
	}

	void roomAvailable() {
		Connection connection = this.connection;
		if (connection != null) {
			connection.roomAvailable();
		}
	}

	@Override
	public void stopRequired(FailedEvent failed) {
		Connection connection = this.connection;
		if (connection != null) {
			connection.fail("listener-failed", "Listener " + failed.listener() + " failed with "
					+ failed.cause().getClass().getName() + " at the event of id "
					+ LogText.quote(failed.event().lastEventId())
					+ " and delivery.on-failure is 'stop'; start() tries it again, reset() to this id passes it");
		}
	}

}

package dev.eventsource.checkpoint;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;

/**
 * Bounds how long a connection waits for its database, which a query timeout does not
 * when the network is gone.
 */
final class NetworkPatience {

	private static final int UNKNOWN = -1;

	private final Connection connection;

	private final int before;

	private NetworkPatience(Connection connection, int before) {
		this.connection = connection;
		this.before = before;
	}

	static NetworkPatience begin(Connection connection, Database database, Duration patience) {
		if (!database.hasNetworkTimeout()) {
			return new NetworkPatience(connection, UNKNOWN);
		}
		try {
			int before = connection.getNetworkTimeout();
			int ours = (int) patience.toMillis();
			if (before > 0 && before <= ours) {
				return new NetworkPatience(connection, UNKNOWN);
			}
			connection.setNetworkTimeout(Runnable::run, ours);
			return new NetworkPatience(connection, before);
		}
		catch (SQLException | LinkageError ex) {
			// an old driver, or a connection that is of no use anyway
			return new NetworkPatience(connection, UNKNOWN);
		}
	}

	void end() {
		if (this.before == UNKNOWN) {
			return;
		}
		try {
			this.connection.setNetworkTimeout(Runnable::run, this.before);
		}
		catch (SQLException ex) {
			// a broken connection: whoever lent it will see
		}
	}

}

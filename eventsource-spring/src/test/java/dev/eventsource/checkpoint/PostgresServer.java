package dev.eventsource.checkpoint;

import java.io.IOException;
import java.io.UncheckedIOException;

import javax.sql.DataSource;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;

/**
 * One PostgreSQL for all tests of a run, started by the first that needs it; its own hook
 * stops it with the JVM.
 */
public final class PostgresServer {

	private static final EmbeddedPostgres SERVER = start();

	/** The database, with the table in it. */
	static final DataSource DATABASE = JdbcStoreContract.prepared(JdbcStoreContract.pool(SERVER.getPostgresDatabase()),
			"postgresql");

	private PostgresServer() {
	}

	/**
	 * Returns where it listens.
	 * @return the port on localhost
	 */
	public static int port() {
		return SERVER.getPort();
	}

	private static EmbeddedPostgres start() {
		try {
			return EmbeddedPostgres.start();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}

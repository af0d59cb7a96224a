package dev.eventsource.checkpoint;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.Locale;

/**
 * What databases do in ways of their own: tell the time, in a form that neither the time
 * zone of the session nor that of the JVM changes, and that goes on within a transaction
 * where there is one; and wait for the network.
 */
enum Database {

	/** {@code CURRENT_TIMESTAMP} would be when the transaction began. */
	POSTGRESQL("SELECT CAST(EXTRACT(EPOCH FROM clock_timestamp()) * 1000 AS BIGINT)", "postgresql"),

	/** {@code NOW()} would be in the session's zone, which has an hour twice a year. */
	MYSQL("SELECT TIMESTAMPDIFF(MICROSECOND, '1970-01-01 00:00:00', UTC_TIMESTAMP(6)) DIV 1000", "mysql", "mariadb"),

	SQL_SERVER("SELECT DATEDIFF_BIG(MILLISECOND, '1970-01-01', SYSUTCDATETIME())", "microsoft sql server"),

	ORACLE("SELECT SYSTIMESTAMP FROM DUAL", "oracle"),

	/** H2, HSQLDB, and what keeps to the standard. */
	STANDARD("VALUES (CURRENT_TIMESTAMP)");

	private final String sql;

	private final String[] products;

	Database(String sql, String... products) {
		this.sql = sql;
		this.products = products;
	}

	static Database of(Connection connection) throws SQLException {
		String product = connection.getMetaData().getDatabaseProductName().toLowerCase(Locale.ROOT);
		return Arrays.stream(values())
			.filter((database) -> Arrays.stream(database.products).anyMatch(product::startsWith))
			.findFirst()
			.orElse(STANDARD);
	}

	/**
	 * Tells whether the wait for the network can be bounded. Where it can not, the
	 * attempt makes a pool throw the connection away.
	 */
	boolean hasNetworkTimeout() {
		return this != STANDARD;
	}

	Instant now(Connection connection) throws SQLException {
		try (Statement statement = connection.createStatement(); ResultSet row = statement.executeQuery(this.sql)) {
			row.next();
			// an OffsetDateTime names the moment whatever zone it is told in
			return (this == STANDARD || this == ORACLE) ? row.getObject(1, OffsetDateTime.class).toInstant()
					: Instant.ofEpochMilli(row.getLong(1));
		}
	}

}

package dev.eventsource.checkpoint;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * The table of positions, in SQL that every database understands: texts are JSON strings
 * of ASCII, times are milliseconds since 1970, so that neither character sets, collations
 * and empty strings nor time zones have a say.
 *
 * @param name its name, perhaps with that of its schema
 */
record CheckpointTable(String name) {

	private static final Pattern NAME = Pattern.compile("[A-Za-z_]\\w{0,127}(\\.[A-Za-z_]\\w{0,127}){0,2}");

	private static final String COLUMNS = "checkpoint_version, last_event_id, stream_url, lease_owner, lease_fence, "
			+ "lease_until, stored_at";

	CheckpointTable {
		if (!NAME.matcher(name).matches()) {
			throw new IllegalArgumentException("'" + name + "' is no table name. Use letters, digits and underscores, "
					+ "and a dot behind the name of a schema");
		}
	}

	Optional<Checkpoint> select(Connection connection, String key) throws SQLException {
		String sql = "SELECT " + COLUMNS + " FROM " + this.name + " WHERE checkpoint_key = ?";
		try (PreparedStatement statement = connection.prepareStatement(sql)) {
			statement.setString(1, EncodedKey.name(key));
			try (ResultSet rows = statement.executeQuery()) {
				return rows.next() ? Optional.of(read(key, rows)) : Optional.empty();
			}
		}
	}

	int insert(Connection connection, Checkpoint first) throws SQLException {
		String sql = "INSERT INTO " + this.name + " (" + COLUMNS + ", checkpoint_key) VALUES (?, ?, ?, ?, ?, ?, ?, ?)";
		try (PreparedStatement statement = connection.prepareStatement(sql)) {
			return write(first, statement);
		}
	}

	int update(Connection connection, Checkpoint next) throws SQLException {
		String sql = "UPDATE " + this.name + " SET " + COLUMNS.replace(",", " = ?,")
				+ " = ? WHERE checkpoint_key = ? AND checkpoint_version = ?";
		try (PreparedStatement statement = connection.prepareStatement(sql)) {
			statement.setLong(9, next.version() - 1);
			return write(next, statement);
		}
	}

	private static int write(Checkpoint checkpoint, PreparedStatement statement) throws SQLException {
		statement.setLong(1, checkpoint.version());
		statement.setString(2, QuotedText.quote(checkpoint.lastEventId()));
		statement.setString(3, QuotedText.quote(checkpoint.url()));
		Checkpoint.Lease lease = checkpoint.lease();
		if (lease != null) {
			statement.setString(4, QuotedText.quote(lease.owner()));
			statement.setLong(5, lease.fence());
			statement.setLong(6, lease.until().toEpochMilli());
		}
		else {
			statement.setNull(4, Types.VARCHAR);
			statement.setNull(5, Types.BIGINT);
			statement.setNull(6, Types.BIGINT);
		}
		statement.setLong(7, checkpoint.at().toEpochMilli());
		statement.setString(8, EncodedKey.name(checkpoint.key()));
		return statement.executeUpdate();
	}

	private Checkpoint read(String key, ResultSet row) throws SQLException {
		StoredPlace place = new StoredPlace(key, "row", this.name + ": " + EncodedKey.name(key));
		try {
			return new Checkpoint(key, atLeast(1, row.getLong(1)), QuotedText.unquote(text(row, 2)),
					QuotedText.unquote(text(row, 3)), lease(row), Instant.ofEpochMilli(row.getLong(7)));
		}
		catch (IllegalArgumentException ex) {
			throw place.damaged("is damaged", ex);
		}
	}

	private static Checkpoint.@Nullable Lease lease(ResultSet row) throws SQLException {
		long fence = row.getLong(5);
		if (row.wasNull()) {
			return null;
		}
		Instant until = Instant.ofEpochMilli(row.getLong(6));
		if (row.wasNull()) {
			throw new IllegalArgumentException("a lease without end");
		}
		return new Checkpoint.Lease(QuotedText.unquote(text(row, 4)), fence, until);
	}

	private static long atLeast(long least, long value) {
		if (value < least) {
			throw new IllegalArgumentException(value + " is below " + least);
		}
		return value;
	}

	private static String text(ResultSet row, int column) throws SQLException {
		String text = row.getString(column);
		return (text != null) ? text : "";
	}

}

package dev.eventsource.delivery;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;

import javax.sql.DataSource;

import dev.eventsource.DeadLetter;
import dev.eventsource.DeadLetterStore;
import dev.eventsource.FailedEvent;
import dev.eventsource.MessageEvent;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.PreparedStatementCreator;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Dead letters in a table: payload, id, type, source, listener and exception of each. The
 * scripts {@code dev/eventsource/delivery/schema-*.sql} in this jar make the table. A
 * call takes part in the transaction of its thread if there is one. Needs
 * {@code spring-jdbc}.
 */
public final class JdbcDeadLetterStore implements DeadLetterStore {

	/** Name of the table that the scripts make. */
	public static final String TABLE = "eventsource_dead_letter";

	private static final Pattern NAME = Pattern.compile("[A-Za-z_]\\w{0,127}(\\.[A-Za-z_]\\w{0,127}){0,2}");

	private static final String COLUMNS = "source_name, listener_id, event_type, last_event_id, event_origin, "
			+ "event_data, attempts, exception_class, exception_message";

	private final String table;

	private final DataSource dataSource;

	private final JdbcTemplate jdbc;

	private final TransactionTemplate transaction;

	/**
	 * Creates a store in the table {@link #TABLE}.
	 * @param dataSource the database
	 */
	public JdbcDeadLetterStore(DataSource dataSource) {
		this(dataSource, TABLE);
	}

	/**
	 * Creates a store.
	 * @param dataSource the database
	 * @param table the table's name, perhaps behind that of its schema and a dot
	 * @throws IllegalArgumentException if that is no name of a table
	 */
	public JdbcDeadLetterStore(DataSource dataSource, String table) {
		if (!NAME.matcher(table).matches()) {
			throw new IllegalArgumentException("'" + table + "' is no table name. Use letters, digits and underscores,"
					+ " and a dot behind the name of a schema");
		}
		this.table = table;
		JdbcTransactionManager transactions = new JdbcTransactionManager(dataSource);
		// without a proxy around it: the one that transactions are known by
		this.dataSource = Objects.requireNonNull(transactions.getDataSource());
		this.jdbc = new JdbcTemplate(this.dataSource);
		this.transaction = new TransactionTemplate(transactions);
	}

	@Override
	public void publish(FailedEvent deadLetter) {
		String sql = "INSERT INTO " + this.table + " (" + COLUMNS + ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)";
		inTransaction(() -> this.jdbc.update(sql, (statement) -> write(deadLetter, statement)));
	}

	private static void write(FailedEvent deadLetter, PreparedStatement statement) throws SQLException {
		MessageEvent event = deadLetter.event();
		statement.setString(1, event.source());
		statement.setString(2, EscapedText.shortened(deadLetter.listener()));
		statement.setString(3, EscapedText.of(event.type()));
		statement.setString(4, EscapedText.of(event.lastEventId()));
		statement.setString(5, EscapedText.shortened(event.origin()));
		statement.setBytes(6, event.dataBytes());
		statement.setInt(7, deadLetter.attempts());
		statement.setString(8, EscapedText.shortened(deadLetter.cause().getClass().getName()));
		statement.setString(9, EscapedText.shortened(DeadLetters.message(deadLetter.cause())));
	}

	@Override
	public List<DeadLetter> list(String source, int most) {
		String sql = select() + " WHERE source_name = ? ORDER BY letter_id";
		return inTransaction(() -> this.jdbc.query(statement(sql, most, source), (row, number) -> read(row)));
	}

	private static PreparedStatementCreator statement(String sql, int most, String source) {
		return (connection) -> prepare(connection, sql, most, source);
	}

	private static PreparedStatement prepare(Connection connection, String sql, int most, String source)
			throws SQLException {
		PreparedStatement statement = connection.prepareStatement(sql);
		statement.setMaxRows(most);
		statement.setString(1, source);
		return statement;
	}

	private String select() {
		return "SELECT letter_id, stored_at, " + COLUMNS + " FROM " + this.table;
	}

	@Override
	public Optional<DeadLetter> find(String source, String id) {
		Long number = number(id);
		if (number == null) {
			return Optional.empty();
		}
		String sql = select() + " WHERE source_name = ? AND letter_id = ?";
		return inTransaction(() -> this.jdbc.query(sql, (row, index) -> read(row), source, number)).stream()
			.findFirst();
	}

	private static DeadLetter read(ResultSet row) throws SQLException {
		MessageEvent event = MessageEvent.of(row.getString("source_name"), EscapedText.read(row, "event_origin"),
				EscapedText.read(row, "event_type"),
				Objects.requireNonNullElse(row.getBytes("event_data"), new byte[0]),
				EscapedText.read(row, "last_event_id"));
		return new DeadLetter(Long.toString(row.getLong("letter_id")), event, EscapedText.read(row, "listener_id"),
				row.getInt("attempts"), EscapedText.read(row, "exception_class"),
				EscapedText.read(row, "exception_message"),
				row.getObject("stored_at", OffsetDateTime.class).toInstant());
	}

	@Override
	public boolean remove(String source, String id) {
		Long number = number(id);
		String sql = "DELETE FROM " + this.table + " WHERE source_name = ? AND letter_id = ?";
		return number != null && inTransaction(() -> this.jdbc.update(sql, source, number)) > 0;
	}

	private static @Nullable Long number(String id) {
		try {
			return Long.valueOf(id);
		}
		catch (NumberFormatException ex) {
			return null;
		}
	}

	private <T> T inTransaction(Supplier<T> call) {
		if (TransactionSynchronizationManager.isActualTransactionActive()
				&& TransactionSynchronizationManager.hasResource(this.dataSource)) {
			return call.get();
		}
		// not left to auto-commit: where a pool has it off, the write would be lost
		return Objects.requireNonNull(this.transaction.execute((status) -> call.get()));
	}

}

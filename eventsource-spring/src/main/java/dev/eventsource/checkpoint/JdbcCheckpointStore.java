package dev.eventsource.checkpoint;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

import javax.sql.DataSource;

import dev.eventsource.CheckpointRefusedException;
import org.jspecify.annotations.Nullable;

import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.BadSqlGrammarException;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.TransactionStatus;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Positions in a table. A call takes part in the transaction of its thread if there is
 * one, so that position and data are stored together; else it is a transaction of its
 * own.
 */
final class JdbcCheckpointStore implements CheckpointStore {

	private static final Duration PATIENCE = Duration.ofSeconds(10);

	private final CheckpointTable table;

	private final DataSource dataSource;

	private final JdbcTemplate jdbc;

	private final JdbcTransactionManager transactions;

	private final Duration patience;

	private volatile @Nullable Database database;

	JdbcCheckpointStore(DataSource dataSource, String table) {
		this(dataSource, table, PATIENCE);
	}

	/**
	 * Creates a store.
	 * @param dataSource the database
	 * @param table the table
	 * @param patience how long the database may take to answer a statement
	 */
	JdbcCheckpointStore(DataSource dataSource, String table, Duration patience) {
		this.table = new CheckpointTable(table);
		this.patience = patience;
		this.transactions = new JdbcTransactionManager(dataSource);
		// without a proxy around it: the one that transactions are known by
		this.dataSource = Objects.requireNonNull(this.transactions.getDataSource());
		this.jdbc = new JdbcTemplate(this.dataSource);
		this.jdbc.setQueryTimeout((int) patience.toSeconds());
	}

	@Override
	public Optional<Checkpoint> load(String key) {
		try {
			return execute((connection) -> this.table.select(connection, key));
		}
		catch (BadSqlGrammarException ex) {
			throw refused(key, ex);
		}
	}

	@Override
	public boolean replace(Checkpoint next) {
		try {
			return 1 == execute((connection) -> (next.version() == 1) ? this.table.insert(connection, next)
					: this.table.update(connection, next));
		}
		catch (DuplicateKeyException ex) {
			return false;
		}
		catch (BadSqlGrammarException ex) {
			throw refused(next.key(), ex);
		}
	}

	@Override
	public Optional<Instant> now() {
		return Optional.of(execute((connection) -> database(connection).now(connection)));
	}

	private Database database(Connection connection) throws SQLException {
		Database known = this.database;
		if (known == null) {
			known = Database.of(connection);
			this.database = known;
		}
		return known;
	}

	private <T> T execute(Call<T> call) {
		if (TransactionSynchronizationManager.isActualTransactionActive()
				&& TransactionSynchronizationManager.hasResource(this.dataSource)) {
			return executeHere(call);
		}
		// not left to auto-commit: where a pool has it off, the write would be lost
		TransactionStatus status = this.transactions.getTransaction(null);
		T result;
		try {
			result = executeHere(call);
		}
		catch (RuntimeException | Error ex) {
			rollBack(status, ex);
			throw ex;
		}
		this.transactions.commit(status);
		return result;
	}

	private void rollBack(TransactionStatus status, Throwable reason) {
		try {
			this.transactions.rollback(status);
		}
		catch (TransactionException ex) {
			reason.addSuppressed(ex);
		}
	}

	private <T> T executeHere(Call<T> call) {
		ConnectionCallback<T> patiently = (connection) -> {
			NetworkPatience patience = NetworkPatience.begin(connection, database(connection), this.patience);
			try {
				return call.with(connection);
			}
			finally {
				patience.end();
			}
		};
		return this.jdbc.execute(patiently);
	}

	private CheckpointRefusedException refused(String key, BadSqlGrammarException ex) {
		return new CheckpointRefusedException(key,
				"can not be kept: the database answers for the table '" + this.table.name() + "': "
						+ ex.getMostSpecificCause().getMessage(),
				"If the table is missing, run the script for your database, "
						+ "'classpath:dev/eventsource/checkpoint/schema-<database>.sql'; with Spring Boot you may set "
						+ "'eventsource.checkpoint.jdbc.initialize-schema' to 'always' instead.",
				ex);
	}

	/** What is done with a connection. */
	private interface Call<T> {

		T with(Connection connection) throws SQLException;

	}

}

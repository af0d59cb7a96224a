package dev.eventsource.autoconfigure;

import javax.sql.DataSource;

import dev.eventsource.DeadLetterStore;
import dev.eventsource.autoconfigure.EventSourceProperties.InitializeSchema;
import dev.eventsource.delivery.JdbcDeadLetterStore;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.springframework.jdbc.BadSqlGrammarException;

/**
 * Makes the table of dead letters where it is missing and may be made. The start fails
 * here if it stays missing: a source would wait at its first dead letter. A database that
 * does not answer is waited for then.
 */
final class DeadLetterSchema {

	static final String PROPERTY = "eventsource.dead-letter.store";

	private static final String SCRIPTS = "dev/eventsource/delivery/schema-@@platform@@.sql";

	private static final String ANY_SOURCE = "(any)";

	private static final Log logger = LogFactory.getLog(DeadLetterSchema.class);

	private DeadLetterSchema() {
	}

	static DeadLetterStore prepare(DataSource dataSource, EventSourceProperties.DeadLetter settings) {
		DeadLetterStore store = store(dataSource, settings.jdbcTable());
		if (isMissing(store)) {
			makeTable(dataSource, settings);
			require(store, "Run the script " + script() + ", or set 'eventsource.dead-letter.jdbc.initialize-schema'"
					+ " to 'always'.");
		}
		return store;
	}

	private static String script() {
		return SCRIPTS.replace("@@platform@@", "<database>") + " of the jar eventsource-spring";
	}

	private static DeadLetterStore store(DataSource dataSource, String table) {
		try {
			return new JdbcDeadLetterStore(dataSource, table);
		}
		catch (IllegalArgumentException ex) {
			throw new InvalidSettingException("eventsource.dead-letter.jdbc.table", table, null,
					"It is no name of a table",
					"Use letters, digits and underscores, and a dot behind the name of a schema.");
		}
	}

	/**
	 * Fails if a store that the application has declared has no table.
	 * @param store the store
	 */
	static void require(DeadLetterStore store) {
		require(store, "Run the script " + script() + ", or set '" + PROPERTY + "' to 'jdbc' in place of the bean.");
	}

	private static void require(DeadLetterStore store, String remedy) {
		if (isMissing(store)) {
			throw new InvalidSettingException(PROPERTY, "jdbc", null,
					"The table of dead letters is missing, or not as it must be", remedy);
		}
	}

	private static boolean isMissing(DeadLetterStore store) {
		try {
			store.list(ANY_SOURCE, 1);
			return false;
		}
		catch (BadSqlGrammarException ex) {
			return true;
		}
		catch (RuntimeException ex) {
			logger.warn("The database of the event sources' dead letters does not answer. They wait for it", ex);
			return false;
		}
	}

	private static void makeTable(DataSource dataSource, EventSourceProperties.DeadLetter settings) {
		if (settings.initializeSchema() == InitializeSchema.NEVER) {
			return;
		}
		try {
			new TableScript(dataSource, SCRIPTS, JdbcDeadLetterStore.TABLE, settings.jdbcTable(),
					settings.initializeSchema())
				.initializeDatabase();
		}
		catch (RuntimeException ex) {
			// whether that matters shows the table: another instance may have been faster
			logger.warn("The script for the table '" + settings.jdbcTable() + "' failed", ex);
		}
	}

}

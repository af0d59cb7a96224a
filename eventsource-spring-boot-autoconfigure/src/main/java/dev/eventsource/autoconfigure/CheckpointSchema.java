package dev.eventsource.autoconfigure;

import javax.sql.DataSource;

import dev.eventsource.CheckpointRefusedException;
import dev.eventsource.checkpoint.CheckpointStore;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * Makes the table of positions where it is missing and may be made. The start fails here
 * if it stays missing; a database that does not answer is waited for by the sources.
 */
final class CheckpointSchema {

	static final String TABLE = "eventsource_checkpoint";

	static final String SCRIPTS = "dev/eventsource/checkpoint/schema-@@platform@@.sql";

	private static final String ANY_KEY = "(any)";

	private static final Log logger = LogFactory.getLog(CheckpointSchema.class);

	private CheckpointSchema() {
	}

	static CheckpointStore prepare(DataSource dataSource, EventSourceProperties.Checkpoint settings) {
		CheckpointStore store = store(dataSource, settings.jdbcTable());
		try {
			look(store);
			return store;
		}
		catch (CheckpointRefusedException ex) {
			makeTable(dataSource, settings, ex);
			look(store);
			return store;
		}
	}

	private static CheckpointStore store(DataSource dataSource, String table) {
		try {
			return CheckpointStore.jdbc(dataSource, table);
		}
		catch (IllegalArgumentException ex) {
			throw new InvalidSettingException("eventsource.checkpoint.jdbc.table", table, null,
					"It is no name of a table",
					"Use letters, digits and underscores, and a dot behind the name of a schema.");
		}
	}

	private static void look(CheckpointStore store) {
		try {
			store.load(ANY_KEY);
		}
		catch (CheckpointRefusedException ex) {
			throw ex;
		}
		catch (RuntimeException ex) {
			logger.warn("The database of the event sources' positions does not answer. They wait for it", ex);
		}
	}

	private static void makeTable(DataSource dataSource, EventSourceProperties.Checkpoint settings,
			CheckpointRefusedException missing) {
		if (settings.initializeSchema() == EventSourceProperties.InitializeSchema.NEVER) {
			return;
		}
		try {
			new TableScript(dataSource, SCRIPTS, TABLE, settings.jdbcTable(), settings.initializeSchema())
				.initializeDatabase();
		}
		catch (RuntimeException ex) {
			// whether that matters shows the table: another instance may have been faster
			missing.addSuppressed(ex);
			logger.warn("The script for the table '" + settings.jdbcTable() + "' failed", ex);
		}
	}

}

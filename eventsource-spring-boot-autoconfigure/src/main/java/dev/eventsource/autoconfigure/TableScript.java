package dev.eventsource.autoconfigure;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

import javax.sql.DataSource;

import dev.eventsource.autoconfigure.EventSourceProperties.InitializeSchema;
import org.springframework.boot.jdbc.init.DataSourceScriptDatabaseInitializer;
import org.springframework.boot.jdbc.init.PlatformPlaceholderDatabaseDriverResolver;
import org.springframework.boot.sql.init.DatabaseInitializationMode;
import org.springframework.boot.sql.init.DatabaseInitializationSettings;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.core.io.Resource;
import org.springframework.jdbc.datasource.init.DatabasePopulatorUtils;
import org.springframework.jdbc.datasource.init.ResourceDatabasePopulator;

/**
 * The script that makes a table of ours in the database at hand, with the name of the
 * table as configured.
 */
final class TableScript extends DataSourceScriptDatabaseInitializer {

	private final String own;

	private final String table;

	/**
	 * Creates a script that has not run.
	 * @param dataSource the database
	 * @param script where the scripts are, with {@code @@platform@@} for the database
	 * @param own the table's name in the script
	 * @param table the name it is to have
	 * @param mode in which databases it runs
	 */
	TableScript(DataSource dataSource, String script, String own, String table, InitializeSchema mode) {
		super(dataSource, settings(dataSource, script, mode));
		this.own = own;
		this.table = table;
	}

	private static DatabaseInitializationSettings settings(DataSource dataSource, String script,
			InitializeSchema mode) {
		DatabaseInitializationSettings settings = new DatabaseInitializationSettings();
		settings.setMode(DatabaseInitializationMode.valueOf(mode.name()));
		settings.setSchemaLocations(
				new PlatformPlaceholderDatabaseDriverResolver().resolveAll(dataSource, "optional:classpath:" + script));
		return settings;
	}

	@Override
	protected void runScripts(Scripts scripts) {
		ResourceDatabasePopulator populator = new ResourceDatabasePopulator();
		for (Resource script : scripts) {
			populator.addScript(new ByteArrayResource(withTable(script).getBytes(StandardCharsets.UTF_8)));
		}
		DatabasePopulatorUtils.execute(populator, getDataSource());
	}

	private String withTable(Resource script) {
		try {
			return script.getContentAsString(StandardCharsets.UTF_8).replace(this.own, this.table);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}

package dev.eventsource.checkpoint;

import javax.sql.DataSource;

import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

import org.springframework.jdbc.datasource.DriverManagerDataSource;

/**
 * Runs against a server that is there: {@code -Dcheckpoint.mysql.url=jdbc:mysql://…} or
 * {@code jdbc:mariadb://…}, user and password in it. No such server comes from Maven
 * without 140 MB and libraries of the system.
 */
@EnabledIfSystemProperty(named = "checkpoint.mysql.url", matches = "jdbc:.+")
class MySqlCheckpointStoreTests extends JdbcStoreContract {

	private static final String URL = System.getProperty("checkpoint.mysql.url", "");

	private static DataSource database;

	@Override
	DataSource database() {
		if (database == null) {
			database = prepared(pool(new DriverManagerDataSource(URL)), URL.split(":")[1]);
		}
		return database;
	}

	@Override
	String setTimeZone() {
		return "SET time_zone = '+05:45'";
	}

}

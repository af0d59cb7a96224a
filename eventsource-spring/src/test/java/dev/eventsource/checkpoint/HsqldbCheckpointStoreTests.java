package dev.eventsource.checkpoint;

import javax.sql.DataSource;

class HsqldbCheckpointStoreTests extends JdbcStoreContract {

	private static final DataSource DATABASE = prepared("jdbc:hsqldb:mem:checkpoints", "sa", "hsqldb");

	@Override
	DataSource database() {
		return DATABASE;
	}

	@Override
	String setTimeZone() {
		return "SET TIME ZONE INTERVAL '5:45' HOUR TO MINUTE";
	}

}

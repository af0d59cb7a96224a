package dev.eventsource.checkpoint;

import javax.sql.DataSource;

class H2CheckpointStoreTests extends JdbcStoreContract {

	private static final DataSource DATABASE = prepared("jdbc:h2:mem:checkpoints;DB_CLOSE_DELAY=-1", "sa", "h2");

	@Override
	DataSource database() {
		return DATABASE;
	}

	@Override
	String setTimeZone() {
		return "SET TIME ZONE 'Asia/Kathmandu'";
	}

}

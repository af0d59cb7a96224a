package dev.eventsource.samples.wall;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/**
 * What stands on this wall, in a database.
 */
@Repository
class Entries {

	private static final String COLUMNS = "number, id, type, wall, author, subject, text, at";

	private final JdbcClient database;

	Entries(JdbcClient database) {
		this.database = database;
	}

	/**
	 * Adds an entry, unless it stands there already.
	 * @param entry the entry
	 * @return whether it is new
	 */
	@Transactional
	boolean add(Entry entry) {
		// one writer at a time: numbers become visible in their order, and no reader that
		// has seen one is ever behind a smaller one that comes later
		long last = this.database.sql("select number from last_number for update").query(Long.class).single();
		if (exists(entry.id())) {
			return false;
		}
		this.database.sql("update last_number set number = ?").param(last + 1).update();
		this.database.sql("insert into entry (" + COLUMNS + ") values (?, ?, ?, ?, ?, ?, ?, ?)")
			.param(last + 1)
			.param(entry.id())
			.param(entry.type())
			.param(entry.wall())
			.param(entry.author())
			.param(entry.subject())
			.param(entry.text())
			.param(entry.at().atOffset(ZoneOffset.UTC))
			.update();
		return true;
	}

	private boolean exists(String id) {
		return this.database.sql("select count(*) from entry where id = ?").param(id).query(Long.class).single() > 0;
	}

	/**
	 * Returns what follows a number.
	 * @param number the number
	 * @param most at most so many
	 * @return the entries in their order
	 */
	List<Numbered> after(long number, int most) {
		return this.database
			.sql("select " + COLUMNS + " from entry where number > ? order by number fetch first ? rows only")
			.params(number, most)
			.query(Entries::read)
			.list();
	}

	private static Numbered read(ResultSet row, int index) throws SQLException {
		return new Numbered(row.getLong("number"),
				new Entry(row.getString("id"), row.getString("type"), row.getString("wall"), row.getString("author"),
						row.getString("subject"), row.getString("text"),
						row.getObject("at", OffsetDateTime.class).toInstant()));
	}

}

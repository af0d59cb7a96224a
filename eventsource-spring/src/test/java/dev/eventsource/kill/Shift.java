package dev.eventsource.kill;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import javax.sql.DataSource;

import org.springframework.jdbc.core.JdbcTemplate;

/**
 * The time in which one process and no other has written into a notebook.
 *
 * @param writer id of the process
 * @param begin time of its first line
 * @param end time of its last line
 */
record Shift(long writer, Instant begin, Instant end) {

	static List<Shift> read(DataSource database, String table) {
		return new JdbcTemplate(database).query("""
				SELECT writer, min(written) AS begun, max(written) AS ended FROM (
					SELECT *, row_number() OVER (ORDER BY line) - row_number() OVER (PARTITION BY writer ORDER BY line)
						AS block FROM %s) AS lines
				GROUP BY writer, block ORDER BY min(line)""".formatted(table),
				(row, any) -> new Shift(row.getLong("writer"), row.getTimestamp("begun").toInstant(),
						row.getTimestamp("ended").toInstant()));
	}

	/**
	 * Returns how long nobody has written after this.
	 * @param next the next shift
	 * @return the time between
	 */
	Duration until(Shift next) {
		return Duration.between(this.end, next.begin);
	}

}

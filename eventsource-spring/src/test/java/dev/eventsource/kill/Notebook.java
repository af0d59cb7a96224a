package dev.eventsource.kill;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

import javax.sql.DataSource;

import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Where a child writes what it has handled, one number after another. What was written
 * survives the child, as it needs nothing of it any more.
 */
interface Notebook {

	/**
	 * Writes a number.
	 * @param number the number
	 */
	void write(int number);

	/**
	 * Reads all.
	 * @return the numbers in the order in which they were written
	 */
	List<Integer> read();

	/**
	 * Returns a notebook in a file.
	 * @param file the file, made by the first number
	 * @return the notebook
	 */
	static Notebook file(Path file) {
		return new Notebook() {

			@Override
			public void write(int number) {
				try {
					Files.writeString(file, number + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
				}
				catch (IOException ex) {
					throw new UncheckedIOException(ex);
				}
			}

			@Override
			public List<Integer> read() {
				try {
					return Files.exists(file) ? Files.readAllLines(file).stream().map(Integer::valueOf).toList()
							: List.of();
				}
				catch (IOException ex) {
					throw new UncheckedIOException(ex);
				}
			}

		};
	}

	/**
	 * Returns a notebook in a table.
	 * @param database the database
	 * @param table the table, made if it is not there
	 * @return the notebook
	 */
	static Notebook table(DataSource database, String table) {
		JdbcTemplate jdbc = new JdbcTemplate(database);
		jdbc.execute("CREATE TABLE IF NOT EXISTS " + table + " (line BIGSERIAL PRIMARY KEY, number INT NOT NULL,"
				+ " writer BIGINT NOT NULL, written TIMESTAMPTZ NOT NULL DEFAULT clock_timestamp())");
		return new Notebook() {

			@Override
			public void write(int number) {
				jdbc.update("INSERT INTO " + table + " (number, writer) VALUES (?, ?)", number,
						ProcessHandle.current().pid());
			}

			@Override
			public List<Integer> read() {
				return jdbc.queryForList("SELECT number FROM " + table + " ORDER BY line", Integer.class);
			}

		};
	}

}

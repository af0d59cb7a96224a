package dev.eventsource.kill;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import javax.sql.DataSource;

import com.zaxxer.hikari.HikariDataSource;
import dev.eventsource.checkpoint.CheckpointStore;
import dev.eventsource.checkpoint.RedisCheckpointStore;
import dev.eventsource.client.EventSourceBuilder;
import dev.eventsource.client.TransactionalAttempts;

import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;

/**
 * Where a child keeps its position and its notebook, in words that fit a command line.
 *
 * @param kind what keeps the position
 * @param run sets it apart from others in the same database
 * @param directory a directory of its own
 * @param port port of the server, if it needs one
 */
record Place(Kind kind, String run, Path directory, int port) {

	static Place of(List<String> words) {
		return new Place(Kind.valueOf(words.get(0)), words.get(1), Path.of(words.get(2)),
				Integer.parseInt(words.get(3)));
	}

	List<String> words() {
		return List.of(this.kind.name(), this.run, this.directory.toString(), String.valueOf(this.port));
	}

	/**
	 * Opens the notebook, for the parent.
	 * @return the notebook
	 */
	Notebook notebook() {
		return this.kind.usesDatabase() ? Notebook.table(new DriverManagerDataSource(jdbcUrl()), table())
				: Notebook.file(file());
	}

	/**
	 * Hands the store over to a source, for the child.
	 * @param source the source
	 * @return where the child writes what it has handled
	 */
	Notebook equip(EventSourceBuilder source) {
		switch (this.kind) {
			case FILE -> source.checkpointStore(CheckpointStore.file(this.directory.resolve("positions")));
			case REDIS -> source.checkpointStore(new Ownerless(new RedisCheckpointStore(redis(), "kills:")));
			default -> {
				return equipWithDatabase(source);
			}
		}
		return Notebook.file(file());
	}

	private Notebook equipWithDatabase(EventSourceBuilder source) {
		DataSource pool = pool();
		CheckpointStore store = CheckpointStore.jdbc(pool, "eventsource_checkpoint");
		source.checkpointStore(this.kind.keepsOwners() ? store : new Ownerless(store));
		source.transactions(new TransactionalAttempts(new JdbcTransactionManager(pool)));
		return Notebook.table(pool, table());
	}

	/**
	 * Reads who has written when, from a notebook in a table.
	 * @return a shift for each time in which one process has written, in order
	 */
	List<Shift> shifts() {
		return Shift.read(new DriverManagerDataSource(jdbcUrl()), table());
	}

	private Path file() {
		return this.directory.resolve("notebook");
	}

	private String table() {
		return "notebook_" + this.run;
	}

	private String jdbcUrl() {
		return "jdbc:postgresql://localhost:" + this.port + "/postgres?user=postgres";
	}

	private DataSource pool() {
		HikariDataSource pool = new HikariDataSource();
		pool.setJdbcUrl(jdbcUrl());
		pool.setMaximumPoolSize(2);
		pool.setMinimumIdle(0);
		return pool;
	}

	private LettuceConnectionFactory redis() {
		LettuceConnectionFactory connections = new LettuceConnectionFactory("localhost", this.port);
		connections.start();
		return connections;
	}

	/**
	 * What keeps the position.
	 */
	enum Kind {

		FILE, REDIS, POSTGRES, POSTGRES_TRANSACTIONAL, POSTGRES_OWNED, POSTGRES_OWNED_TRANSACTIONAL,
		POSTGRES_OWNED_LONG;

		/** The shortest one where it matters. */
		Duration lease() {
			return Duration.ofSeconds((this == POSTGRES_OWNED || this == POSTGRES_OWNED_TRANSACTIONAL) ? 5 : 30);
		}

		boolean usesDatabase() {
			return this != FILE && this != REDIS;
		}

		boolean keepsOwners() {
			return name().startsWith(POSTGRES_OWNED.name());
		}

		/** Whether position and notebook are written in one transaction. */
		boolean isTransactional() {
			return this == POSTGRES_TRANSACTIONAL || this == POSTGRES_OWNED_TRANSACTIONAL;
		}

	}

}

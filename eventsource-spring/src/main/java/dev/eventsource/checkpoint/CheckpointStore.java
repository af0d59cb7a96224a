package dev.eventsource.checkpoint;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

import javax.sql.DataSource;

/**
 * Keeps positions. Calls may block and come from several threads, for one key from one at
 * a time in a process. A failure is any exception: the call is made again, so what it has
 * done all the same must not matter, and {@link #replace} sees to that by the version.
 */
public interface CheckpointStore {

	/**
	 * Reads a position.
	 * @param key its key
	 * @return the position, empty if none was stored
	 */
	Optional<Checkpoint> load(String key);

	/**
	 * Stores a position in place of the one before it, if that is the one stored:
	 * compare-and-set.
	 * @param next the position; the stored one must have the version before it, and none
	 * may be stored if it is version 1
	 * @return {@code false} if another one is stored; nothing is changed then
	 */
	boolean replace(Checkpoint next);

	/**
	 * Reads the clock that leases are measured by: one for all instances that share the
	 * store.
	 * @return the time; empty if a stream has no owner with this store, so that every
	 * instance reads it
	 */
	default Optional<Instant> now() {
		return Optional.empty();
	}

	/**
	 * Lets go of what {@link #load} took hold of for a key, such as a lock. Called when
	 * the source has stopped.
	 * @param key the key
	 */
	default void release(String key) {
	}

	/**
	 * Returns a store that forgets with the process.
	 * @return a new store
	 */
	static CheckpointStore inMemory() {
		return new MemoryCheckpointStore();
	}

	/**
	 * Returns a store in files of a directory, on a local disk. One process at a time
	 * uses a key: from {@link #load} to {@link #release} it is locked.
	 * @param directory the directory; made when first needed, for its owner only
	 * @return a new store
	 */
	static CheckpointStore file(Path directory) {
		return new FileCheckpointStore(directory);
	}

	/**
	 * Returns a store in a table of a database, which also decides who owns a stream.
	 * Needs {@code spring-jdbc}, and the table: the scripts
	 * {@code dev/eventsource/checkpoint/schema-*.sql} in this jar make it.
	 * @param dataSource the database
	 * @param table the table's name, perhaps behind that of its schema and a dot
	 * @return a new store
	 * @throws IllegalArgumentException if that is no name of a table
	 */
	static CheckpointStore jdbc(DataSource dataSource, String table) {
		return new JdbcCheckpointStore(dataSource, table);
	}

}

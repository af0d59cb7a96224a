package dev.eventsource.checkpoint;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Positions in files of a directory, one for each key. A key belongs to who loaded it
 * until it is released; a second process is refused.
 */
final class FileCheckpointStore implements CheckpointStore, AutoCloseable {

	private final Map<String, CheckpointFile> files = new ConcurrentHashMap<>();

	private final Path directory;

	FileCheckpointStore(Path directory) {
		this.directory = directory.toAbsolutePath().normalize();
	}

	@Override
	public Optional<Checkpoint> load(String key) {
		return file(key).load();
	}

	@Override
	public boolean replace(Checkpoint next) {
		return file(next.key()).replace(next);
	}

	@Override
	public void release(String key) {
		file(key).release();
	}

	/**
	 * Lets go of every key, also of those that nobody has released.
	 */
	@Override
	public void close() {
		this.files.values().forEach(CheckpointFile::release);
	}

	private CheckpointFile file(String key) {
		return this.files.computeIfAbsent(key, (any) -> new CheckpointFile(any, this.directory));
	}

}

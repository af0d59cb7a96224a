package dev.eventsource.checkpoint;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

import dev.eventsource.CheckpointRefusedException;
import org.jspecify.annotations.Nullable;

/**
 * The file of one position, and the lock file beside it. Every step is under one lock of
 * this process: threads that write at the same time do so one after another.
 */
final class CheckpointFile {

	/** More than any id can be, so that a wrong file does not fill the memory. */
	private static final int LONGEST = 64 * 1024 * 1024;

	private final ReentrantLock turn = new ReentrantLock();

	private final String key;

	private final Path directory;

	private final StoredPlace place;

	private @Nullable LockFile lock;

	CheckpointFile(String key, Path directory) {
		this.key = key;
		this.directory = directory;
		this.place = new StoredPlace(key, "file", path(".checkpoint").toString());
	}

	/**
	 * Takes the lock, and keeps it, and reads.
	 * @return the position, if one is stored
	 */
	Optional<Checkpoint> load() {
		return inTurn("read from", () -> {
			boolean took = takeLock();
			boolean loaded = false;
			try {
				Optional<Checkpoint> checkpoint = read();
				loaded = true;
				return checkpoint;
			}
			finally {
				if (took && !loaded) {
					freeLock();
				}
			}
		});
	}

	/**
	 * Stores the next version. Without {@link #load()} before it, the lock is taken for
	 * this one time.
	 * @param next the position
	 * @return whether the version before it was stored
	 */
	boolean replace(Checkpoint next) {
		return inTurn("stored in", () -> {
			boolean took = takeLock();
			try {
				return replaceLocked(next);
			}
			finally {
				if (took) {
					freeLock();
				}
			}
		});
	}

	private boolean replaceLocked(Checkpoint next) throws IOException {
		long stored = read().map(Checkpoint::version).orElse(0L);
		if (stored != next.version() - 1) {
			return false;
		}
		PrivateFiles.replace(path(".checkpoint"), CheckpointText.write(next).getBytes(StandardCharsets.US_ASCII));
		return true;
	}

	/**
	 * Ends the lock.
	 */
	void release() {
		inTurn("released in", () -> {
			freeLock();
			return true;
		});
	}

	private Optional<Checkpoint> read() throws IOException {
		Path file = path(".checkpoint");
		try {
			BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class,
					LinkOption.NOFOLLOW_LINKS);
			if (!attributes.isRegularFile()) {
				throw this.place.damaged("is no regular file, and links are not followed", null);
			}
			try (InputStream content = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
				String text = new String(content.readNBytes(LONGEST), StandardCharsets.ISO_8859_1);
				return Optional.of(CheckpointText.read(text, this.place));
			}
		}
		catch (NoSuchFileException ex) {
			return Optional.empty();
		}
	}

	/**
	 * Makes sure of the lock.
	 * @return whether it was not held before
	 */
	private boolean takeLock() throws IOException {
		if (this.lock != null && this.lock.isHeld()) {
			return false;
		}
		freeLock();
		PrivateFiles.makeDirectory(this.directory);
		try {
			this.lock = LockFile.take(this.directory.toRealPath().resolve(path(".lock").getFileName()));
			return true;
		}
		catch (LockFile.HeldException ex) {
			throw new CheckpointRefusedException(this.key,
					"is in use: " + ex.getMessage() + " holds '" + path(".lock") + "'",
					"Let one instance at a time use the directory '" + this.directory + "', or set another "
							+ "'checkpoint.directory' or 'checkpoint.key'; instances that take turns need the store "
							+ "'jdbc' or 'redis'.",
					ex);
		}
	}

	private void freeLock() throws IOException {
		LockFile held = this.lock;
		this.lock = null;
		if (held != null) {
			held.close();
		}
	}

	private Path path(String extension) {
		return this.directory.resolve(EncodedKey.fileName(this.key) + extension);
	}

	private <T> T inTurn(String what, Step<T> step) {
		this.turn.lock();
		try {
			return step.run();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(
					"The position under '" + this.key + "' can not be " + what + " '" + this.place.name() + "'", ex);
		}
		finally {
			this.turn.unlock();
		}
	}

	/** Something with files. */
	private interface Step<T> {

		T run() throws IOException;

	}

}

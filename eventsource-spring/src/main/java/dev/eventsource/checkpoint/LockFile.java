package dev.eventsource.checkpoint;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * A file whose lock one holder has at a time, among all processes and within this one.
 * The lock ends with the process, however that ends; the file stays, for removing it
 * would let two hold it.
 */
final class LockFile implements Closeable {

	private static final String OURS = "another holder in this process";

	/** A byte that nobody writes: Windows lets nobody read what is locked. */
	private static final long LOCKED_BYTE = Long.MAX_VALUE - 1;

	private static final Pattern PID = Pattern.compile("pid (\\d+)\n");

	/**
	 * Who holds what in this process. A second channel must not even be opened: on POSIX
	 * systems closing it would end the lock of the first one.
	 */
	private static final Map<Path, LockFile> HELD = new ConcurrentHashMap<>();

	/** Channels to what is locked by the same class of another class loader. */
	private static final Map<Path, FileChannel> KEPT_OPEN = new ConcurrentHashMap<>();

	private final Path file;

	private @Nullable FileChannel channel;

	private LockFile(Path file) {
		this.file = file;
	}

	/**
	 * Takes the lock.
	 * @param file the file, by its real path
	 * @return the lock, to be closed
	 * @throws HeldException if somebody else has it
	 * @throws IOException if the file can not be opened
	 */
	static LockFile take(Path file) throws IOException {
		LockFile lock = new LockFile(file);
		if (HELD.putIfAbsent(file, lock) != null) {
			throw new HeldException(OURS);
		}
		try {
			lock.take();
			return lock;
		}
		catch (IOException | RuntimeException ex) {
			HELD.remove(file, lock);
			throw ex;
		}
	}

	private void take() throws IOException {
		FileChannel kept = KEPT_OPEN.remove(this.file);
		FileChannel opened = (kept != null) ? kept : PrivateFiles.open(this.file);
		try {
			if (opened.tryLock(LOCKED_BYTE, 1, false) == null) {
				throw new HeldException(holder(opened));
			}
			ByteBuffer pid = ByteBuffer
				.wrap(("pid " + ProcessHandle.current().pid() + "\n").getBytes(StandardCharsets.US_ASCII));
			opened.truncate(0).write(pid, 0);
		}
		catch (OverlappingFileLockException ex) {
			KEPT_OPEN.put(this.file, opened);
			throw new HeldException(OURS);
		}
		catch (IOException ex) {
			opened.close();
			throw ex;
		}
		this.channel = opened;
	}

	private static String holder(FileChannel channel) throws IOException {
		ByteBuffer text = ByteBuffer.allocate(32);
		channel.read(text, 0);
		Matcher pid = PID.matcher(new String(text.array(), 0, text.position(), StandardCharsets.US_ASCII));
		return pid.lookingAt() ? "process " + pid.group(1) : "another process";
	}

	/**
	 * Tells whether the lock is still held; an interrupt may have ended it.
	 */
	boolean isHeld() {
		FileChannel opened = this.channel;
		return opened != null && opened.isOpen();
	}

	@Override
	public void close() throws IOException {
		FileChannel opened = this.channel;
		this.channel = null;
		try {
			if (opened != null) {
				opened.close();
			}
		}
		finally {
			HELD.remove(this.file, this);
		}
	}

	/** Somebody else has the lock. */
	static final class HeldException extends IOException {

		HeldException(String holder) {
			super(holder);
		}

	}

}

package dev.eventsource.checkpoint;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Objects;
import java.util.Set;

/**
 * Files that only their owner may read and that a power cut leaves as they were or as
 * they should be. Symbolic links in the directory are not followed.
 */
final class PrivateFiles {

	private PrivateFiles() {
	}

	/**
	 * Makes a directory, and those around it, if they are not there.
	 * @param directory the directory
	 * @throws IOException if that fails
	 */
	static void makeDirectory(Path directory) throws IOException {
		if (Files.isDirectory(directory)) {
			return;
		}
		Path parent = directory.getParent();
		if (parent != null) {
			makeDirectory(parent);
		}
		try {
			Files.createDirectory(directory, only(directory, "rwx------"));
		}
		catch (FileAlreadyExistsException ex) {
			if (!Files.isDirectory(directory)) {
				throw ex;
			}
		}
		if (parent != null) {
			// else the directory may be gone after a power cut, and a first start be seen
			force(parent);
		}
	}

	/**
	 * Opens a file to read and write, and makes it if it is not there.
	 * @param file the file
	 * @return a channel to it
	 * @throws IOException if that fails
	 */
	static FileChannel open(Path file) throws IOException {
		return FileChannel.open(file, Set.of(StandardOpenOption.CREATE, StandardOpenOption.READ,
				StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS), only(file, "rw-------"));
	}

	/**
	 * Puts a file in the place of another one, or of none. Whatever fails or ends in
	 * between, there is the old content or the new one.
	 * @param file the file
	 * @param content its new content
	 * @throws IOException if that fails; only then may the old content still be there
	 */
	static void replace(Path file, byte[] content) throws IOException {
		Path written = file.resolveSibling(file.getFileName() + ".new");
		try {
			Files.deleteIfExists(written);
			try (FileChannel channel = FileChannel.open(written,
					Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), only(file, "rw-------"))) {
				write(channel, content);
			}
			Files.move(written, file, StandardCopyOption.ATOMIC_MOVE);
		}
		catch (IOException ex) {
			deleteQuietly(written, ex);
			throw ex;
		}
		force(Objects.requireNonNull(file.toAbsolutePath().getParent()));
	}

	private static void write(FileChannel channel, byte[] content) throws IOException {
		ByteBuffer buffer = ByteBuffer.wrap(content);
		while (buffer.hasRemaining()) {
			channel.write(buffer);
		}
		channel.force(true);
	}

	private static void deleteQuietly(Path file, IOException reason) {
		try {
			Files.deleteIfExists(file);
		}
		catch (IOException ex) {
			reason.addSuppressed(ex);
		}
	}

	private static void force(Path directory) throws IOException {
		if (!isPosix(directory)) {
			// Windows opens no directories, and needs it not
			return;
		}
		try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
			channel.force(true);
		}
		catch (AccessDeniedException ex) {
			// a directory that we may write to but not read: as good as it gets
		}
	}

	private static FileAttribute<?>[] only(Path path, String permissions) {
		return isPosix(path)
				? new FileAttribute<?>[] {
						PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions)) }
				: new FileAttribute<?>[0];
	}

	private static boolean isPosix(Path path) {
		return path.getFileSystem().supportedFileAttributeViews().contains("posix");
	}

}

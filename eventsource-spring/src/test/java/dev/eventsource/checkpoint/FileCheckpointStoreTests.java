package dev.eventsource.checkpoint;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

import dev.eventsource.CheckpointDamagedException;
import dev.eventsource.CheckpointRefusedException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class FileCheckpointStoreTests extends DurableStoreContract {

	@TempDir
	private static Path temp;

	private final Path directory = temp.resolve("deep/er/checkpoints");

	@Override
	CheckpointStore open() {
		return CheckpointStore.file(temp.resolve("deep/er/checkpoints"));
	}

	@Override
	void spoil() {
		try {
			Files.writeString(file(), Files.readString(file()).replace("last-event-id \"", "last-event-id \"1"));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	@AfterEach
	void letGo() {
		this.store.release(this.key);
	}

	private Path file() {
		return this.directory.resolve(EncodedKey.fileName(this.key) + ".checkpoint");
	}

	private Path lock() {
		return this.directory.resolve(EncodedKey.fileName(this.key) + ".lock");
	}

	@Test
	void peopleCanReadTheFile() throws IOException {
		this.store.replace(checkpoint(1, "7\u00E9\"", new Checkpoint.Lease("me", 2, AT)));

		assertThat(Files.readString(file())).startsWith("""
				eventsource-checkpoint 1
				key "%s"
				version 1
				last-event-id "7\\u00e9\\""
				url "https://example.com/stream"
				at 2026-03-29T01:30:00.123Z
				lease "me" 2 2026-03-29T01:30:00.123Z
				sha256\s""".formatted(this.key));
	}

	@Test
	void aFlippedBitIsDamageWhereverItIs() throws IOException {
		this.store.replace(first("4711"));
		byte[] content = Files.readAllBytes(file());

		for (int bit = 0; bit < content.length * 8; bit++) {
			byte[] flipped = content.clone();
			flipped[bit / 8] ^= (byte) (1 << bit % 8);
			Files.write(file(), flipped);
			assertThatExceptionOfType(CheckpointDamagedException.class).as("bit %d", bit)
				.isThrownBy(() -> this.store.load(this.key));
		}
	}

	@Test
	void aFileCutShortIsDamageWhereverItIsCut() throws IOException {
		this.store.replace(first("4711"));
		byte[] content = Files.readAllBytes(file());

		for (int length = 0; length < content.length; length++) {
			Files.write(file(), Arrays.copyOf(content, length));
			assertThatExceptionOfType(CheckpointDamagedException.class).as("%d bytes", length)
				.isThrownBy(() -> this.store.load(this.key));
		}
	}

	@Test
	void aNewerFormatIsToldAsSuch() throws IOException {
		this.store.replace(first("7"));
		Files.writeString(file(), "eventsource-checkpoint 2\nwho knows\n");

		assertThatExceptionOfType(CheckpointDamagedException.class).isThrownBy(() -> this.store.load(this.key))
			.withMessageContaining("is of format 2, this version knows formats up to 1")
			.withMessageContaining(file().toString());
	}

	@Test
	void theFileOfAnotherKeyIsDamage() throws IOException {
		this.store.replace(first("7"));
		Path other = this.directory.resolve("other.checkpoint");
		Files.copy(file(), other);

		assertThatExceptionOfType(CheckpointDamagedException.class).isThrownBy(() -> this.store.load("other"))
			.withMessageContaining("is that of the key '" + this.key + "'");
	}

	@Test
	void nothingIsStoredOverDamage() throws IOException {
		this.store.replace(first("7"));
		spoil();
		byte[] damaged = Files.readAllBytes(file());

		assertThatExceptionOfType(CheckpointDamagedException.class)
			.isThrownBy(() -> this.store.replace(checkpoint(2, "8", null)));
		assertThat(file()).hasBinaryContent(damaged);
	}

	@Test
	@DisabledOnOs(OS.WINDOWS)
	void onlyTheOwnerReadsWhatItMakes() throws IOException {
		this.store.replace(first("7"));

		for (Path made = this.directory; !made.equals(temp); made = made.getParent()) {
			assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(made))).isEqualTo("rwx------");
		}
		for (Path made : List.of(file(), lock())) {
			assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(made))).isEqualTo("rw-------");
		}
	}

	@Test
	@DisabledOnOs(OS.WINDOWS)
	void aLinkIsNotFollowedToRead() throws IOException {
		this.store.replace(first("7"));
		Path elsewhere = temp.resolve("elsewhere");
		Files.move(file(), elsewhere);
		Files.createSymbolicLink(file(), elsewhere);

		assertThatExceptionOfType(CheckpointDamagedException.class).isThrownBy(() -> this.store.load(this.key))
			.withMessageContaining("links are not followed");
		Files.delete(elsewhere);
	}

	@ParameterizedTest
	@ValueSource(strings = { ".lock", ".checkpoint.new" })
	@DisabledOnOs(OS.WINDOWS)
	void aLinkIsNotFollowedToWrite(String extension) throws IOException {
		Path victim = Files.writeString(temp.resolve("victim"), "untouched");
		this.store.release(this.key);
		Path link = this.directory.resolve(EncodedKey.fileName(this.key) + extension);
		Files.deleteIfExists(link);
		Files.createSymbolicLink(link, victim);

		try {
			this.store.replace(first("7"));
		}
		catch (UncheckedIOException ex) {
			assertThat(ex).hasMessageContaining(file().toString());
		}

		assertThat(victim).hasContent("untouched");
		Files.delete(victim);
		Files.deleteIfExists(link);
	}

	@ParameterizedTest
	@ValueSource(strings = { "../../escaped", "/etc/passwd", "..", "a\\..\\b", "con", "a:b", "\u0000" })
	void noKeyLeavesTheDirectory(String wild) throws IOException {
		this.store.replace(new Checkpoint(wild, 1, "7", "", null, AT));

		try (Stream<Path> files = Files.walk(temp)) {
			assertThat(files.filter(Files::isRegularFile)).allMatch((file) -> file.getParent().equals(this.directory))
				.allMatch((file) -> file.getFileName().toString().matches("[a-z0-9_%~-]+\\.(checkpoint|lock)"));
		}
		Files.delete(this.directory.resolve(EncodedKey.fileName(wild) + ".checkpoint"));
	}

	@Test
	void whatCanNotBeWrittenLeavesTheOldContent() throws IOException {
		this.store.replace(first("7"));
		Path inTheWay = this.directory.resolve(EncodedKey.fileName(this.key) + ".checkpoint.new");
		Files.createDirectories(inTheWay.resolve("full"));

		assertThatExceptionOfType(UncheckedIOException.class)
			.isThrownBy(() -> this.store.replace(checkpoint(2, "8", null)))
			.withMessageContaining(file().toString());

		assertThat(this.store.load(this.key)).contains(first("7"));
		Files.delete(inTheWay.resolve("full"));
		assertThat(this.store.replace(checkpoint(2, "8", null))).isTrue();
	}

	@Test
	void whatACrashLeftBesideIsOverwritten() throws IOException {
		this.store.replace(first("7"));
		Files.writeString(this.directory.resolve(EncodedKey.fileName(this.key) + ".checkpoint.new"), "half a po");

		assertThat(this.store.replace(checkpoint(2, "8", null))).isTrue();
		assertThat(this.store.load(this.key)).contains(checkpoint(2, "8", null));
	}

	@Test
	void aFileInPlaceOfTheDirectoryIsTold() throws IOException {
		Path file = Files.createFile(temp.resolve("no-directory"));

		assertThatExceptionOfType(UncheckedIOException.class)
			.isThrownBy(() -> CheckpointStore.file(file).load(this.key))
			.withMessageContaining(file.toString());
		Files.delete(file);
	}

	@Test
	void aSecondStoreOfThisProcessIsRefused() {
		assertThatExceptionOfType(CheckpointRefusedException.class).isThrownBy(() -> open().load(this.key))
			.withMessageContaining("another holder in this process")
			.withMessageContaining(this.directory.toString());
		assertThatExceptionOfType(CheckpointRefusedException.class).isThrownBy(() -> open().replace(first("7")));
	}

	@Test
	void aSecondStoreMayUseAnotherKey() {
		CheckpointStore second = open();

		assertThat(second.load("another key")).isEmpty();
		second.release("another key");
	}

	@Test
	void theNextStoreTakesOverWhatWasReleased() {
		this.store.replace(first("7"));

		for (int round = 0; round < 20; round++) {
			this.store.release(this.key);
			this.store = open();
			assertThat(this.store.load(this.key)).contains(first("7"));
		}
	}

	@Test
	void damageDoesNotKeepTheLock() throws IOException {
		this.store.replace(first("7"));
		this.store.release(this.key);
		String sound = Files.readString(file());
		spoil();
		assertThatExceptionOfType(CheckpointDamagedException.class).isThrownBy(() -> this.store.load(this.key));

		Files.writeString(file(), sound);

		CheckpointStore repaired = open();
		assertThat(repaired.load(this.key)).contains(first("7"));
		repaired.release(this.key);
	}

	@Test
	void aClosedStoreHoldsNothing() throws Exception {
		this.store.replace(first("7"));
		((AutoCloseable) this.store).close();

		CheckpointStore next = open();

		assertThat(next.load(this.key)).contains(first("7"));
		next.release(this.key);
	}

	@Test
	void aLateWriteKeepsNoLock() {
		this.store.release(this.key);
		this.store.replace(first("7"));

		CheckpointStore next = open();

		assertThat(next.load(this.key)).contains(first("7"));
		next.release(this.key);
	}

	@Test
	void anInterruptedWriteCanBeMadeAgain() {
		Thread.currentThread().interrupt();
		assertThatExceptionOfType(UncheckedIOException.class).isThrownBy(() -> this.store.replace(first("7")));
		assertThat(Thread.interrupted()).isTrue();

		assertThat(this.store.replace(first("7"))).isTrue();
	}

}

package dev.eventsource.checkpoint;

import java.nio.file.Path;
import java.time.Instant;

import dev.eventsource.CheckpointRefusedException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * The store in files, used by two processes.
 */
@DisabledOnOs(OS.WINDOWS)
class FileStoreProcessTests {

	private static final String KEY = "app/prices";

	@TempDir
	private Path directory;

	private Checkpoint checkpoint(long version, String id) {
		return new Checkpoint(KEY, version, id, "", null, Instant.EPOCH);
	}

	@Test
	void anotherProcessIsRefusedAndToldWhoHolds() throws Exception {
		CheckpointStore.file(this.directory).load(KEY);

		try (StoreChild child = StoreChild.start(":", this.directory, KEY)) {
			assertThat(child.answer()).startsWith("CheckpointRefusedException")
				.contains("process " + ProcessHandle.current().pid() + " holds")
				.contains(this.directory.toString());
		}
	}

	@Test
	void whatAnotherProcessHoldsIsRefused() throws Exception {
		try (StoreChild child = StoreChild.start(":", this.directory, KEY)) {
			assertThat(child.answer()).isEqualTo("done");

			assertThatExceptionOfType(CheckpointRefusedException.class)
				.isThrownBy(() -> CheckpointStore.file(this.directory).load(KEY))
				.withMessageContaining("process " + child.pid() + " holds")
				.withMessageContaining(this.directory.toString());
		}
	}

	@Test
	void whoIsKilledHoldsNothing() throws Exception {
		CheckpointStore store = CheckpointStore.file(this.directory);
		try (StoreChild child = StoreChild.start(":", this.directory, KEY, "7", 1)) {
			assertThat(child.answer()).isEqualTo("done");
			child.kill();

			assertThat(store.load(KEY)).contains(checkpoint(1, "7"));
		}
		store.release(KEY);
	}

	@Test
	void aRefusedStoreOfThisProcessOpensTheDoorToNobody() throws Exception {
		CheckpointStore holder = CheckpointStore.file(this.directory);
		holder.load(KEY);
		assertThatExceptionOfType(CheckpointRefusedException.class)
			.isThrownBy(() -> CheckpointStore.file(this.directory).load(KEY));

		try (StoreChild child = StoreChild.start(":", this.directory, KEY)) {
			assertThat(child.answer()).startsWith("CheckpointRefusedException");
		}
		holder.release(KEY);
	}

	@Test
	void aDiskThatTakesNoMoreLeavesTheOldContent() throws Exception {
		CheckpointStore store = CheckpointStore.file(this.directory);
		store.replace(checkpoint(1, "7"));

		// the system refuses to let a file grow past it, in the midst of a write
		try (StoreChild child = StoreChild.start("ulimit -f 16", this.directory, KEY, "long", 20_000)) {
			assertThat(child.answer()).startsWith("failed: ");
			child.kill();
		}

		assertThat(store.load(KEY)).contains(checkpoint(1, "7"));
		assertThat(this.directory).isDirectoryNotContaining("glob:**.new");
		store.release(KEY);
	}

}

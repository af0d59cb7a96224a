package dev.eventsource.client;

import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;

import dev.eventsource.EventSourceSpec;
import dev.eventsource.checkpoint.CheckpointStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.web.reactive.function.client.WebClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class SharedStoresTests {

	private final CheckpointStore own = CheckpointStore.inMemory();

	private final SharedResources resources = new SharedResources(transports(), null, null, (name) -> this.own);

	private final SharedResources bare = new SharedResources(transports(), null, null, null);

	@AfterEach
	void close() {
		this.resources.close();
		this.bare.close();
	}

	@Test
	void sourcesOfOneDirectoryShareItsStore() {
		CheckpointStore store = this.resources.store(file("target/positions"));

		assertThat(this.resources.store(file("./target/../target/positions"))).isSameAs(store);
		assertThat(this.resources.store(file(Path.of("target/positions").toAbsolutePath().toString()))).isSameAs(store);
		assertThat(this.resources.store(file("target/others"))).isNotSameAs(store);
	}

	@Test
	void locksEndWithTheRegistry(@TempDir Path directory) {
		this.resources.store(file(directory.toString())).load("prices");

		this.resources.close();

		CheckpointStore next = this.bare.store(file(directory.toString()));
		assertThat(next.load("prices")).isEmpty();
	}

	@Test
	void filesAndMemoryAreNobodysBusiness() {
		assertThat(this.resources.store(file("target/positions"))).isNotSameAs(this.own);
		assertThat(this.resources.store(named("memory"))).isNotSameAs(this.own);
	}

	@Test
	void asksForEveryOtherStore() {
		assertThat(this.resources.store(named("jdbc"))).isSameAs(this.own);
	}

	@Test
	void namesTheStoresThereAre() {
		assertThatIllegalArgumentException().isThrownBy(() -> this.bare.store(named("jdbc")))
			.withMessageContaining("memory, file");
	}

	private static EventSourceSpec.Checkpointing named(String store) {
		return new EventSourceSpec.Checkpointing(store, null, null, null, null, null, null, null, null, null);
	}

	private static EventSourceSpec.Checkpointing file(String directory) {
		return new EventSourceSpec.Checkpointing("file", null, null, null, null, null, null, null, null, directory);
	}

	private static SharedTransports transports() {
		return new SharedTransports(WebClient.builder(), UnaryOperator.identity(), List.of(), null);
	}

}

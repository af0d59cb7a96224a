package dev.eventsource.client;

import dev.eventsource.EventSourceSpec;
import dev.eventsource.InvalidSpecException;
import dev.eventsource.TestSpecs;
import dev.eventsource.checkpoint.CheckpointStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.web.reactive.function.client.WebClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

/**
 * No two sources of a registry keep their position in one place.
 */
class PositionPlacesTests {

	private final CheckpointStore table = CheckpointStore.inMemory();

	private final CheckpointStore otherTable = CheckpointStore.inMemory();

	private final LiveEventSourceRegistry registry = LiveEventSourceRegistry.builder(WebClient.builder())
		.applicationName("shop")
		.checkpointStores((name) -> name.equals("table") ? this.table : this.otherTable)
		.build();

	@AfterEach
	void close() {
		this.registry.close();
	}

	private static EventSourceSpec keptIn(String store, String key) {
		return TestSpecs.with("checkpoint.store", store, "checkpoint.key", key);
	}

	@Test
	void aKeyIsNotUsedTwice() {
		this.registry.add("orders", keptIn("table", "position"));

		assertThatExceptionOfType(InvalidSpecException.class)
			.isThrownBy(() -> this.registry.register("returns", keptIn("table", "position")))
			.withMessageContaining("'returns'")
			.withMessageContaining("'orders'")
			.withMessageContaining("'checkpoint.key' is 'position'")
			.withMessageContaining("another 'checkpoint.key'")
			.satisfies((ex) -> assertThat(ex.property()).isEqualTo("checkpoint.key"));
		assertThat(this.registry.names()).containsExactly("orders");
	}

	@Test
	void aKeyThatIsAnotherSourcesDefaultIsRefusedToo() {
		this.registry.add("orders", TestSpecs.with("checkpoint.store", "table"));

		assertThatExceptionOfType(InvalidSpecException.class)
			.isThrownBy(() -> this.registry.add("returns", keptIn("table", "shop/orders")))
			.withMessageContaining("'orders'");
	}

	@Test
	void whatWasRefusedCanBeRegisteredWithAnotherKey() {
		this.registry.add("orders", keptIn("table", "position"));
		assertThatExceptionOfType(InvalidSpecException.class)
			.isThrownBy(() -> this.registry.add("returns", keptIn("table", "position")));

		assertThatNoException().isThrownBy(() -> this.registry.add("returns", keptIn("table", "other")));
	}

	@Test
	void anotherStoreHasKeysOfItsOwn() {
		this.registry.add("orders", keptIn("table", "position"));

		assertThatNoException().isThrownBy(() -> this.registry.add("returns", keptIn("other", "position")));
	}

	@Test
	void aSourceThatIsRemovedLeavesItsKey() {
		this.registry.add("orders", keptIn("table", "position"));
		this.registry.remove("orders");

		assertThatNoException().isThrownBy(() -> this.registry.add("returns", keptIn("table", "position")));
	}

	@Test
	void aDisabledSourceTakesNoKey() {
		this.registry.add("orders",
				TestSpecs.with("enabled", false, "checkpoint.store", "table", "checkpoint.key", "position"));

		assertThatNoException().isThrownBy(() -> this.registry.add("returns", keptIn("table", "position")));
	}

}

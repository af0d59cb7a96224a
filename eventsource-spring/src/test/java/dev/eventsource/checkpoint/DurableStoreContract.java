package dev.eventsource.checkpoint;

import dev.eventsource.CheckpointDamagedException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What every store does that outlives its process.
 */
abstract class DurableStoreContract extends CheckpointStoreContract {

	/**
	 * Puts something in the place of what is stored that was never written.
	 */
	abstract void spoil();

	@Test
	void outlivesItself() {
		Checkpoint checkpoint = checkpoint(1, "7", new Checkpoint.Lease("me", 3, AT));
		this.store.replace(checkpoint);
		this.store.release(this.key);

		CheckpointStore other = open();

		assertThat(other.load(this.key)).contains(checkpoint);
		other.release(this.key);
	}

	@ParameterizedTest
	@MethodSource("ids")
	void idsOutliveTheStore(String id) {
		this.store.replace(first(id));
		this.store.release(this.key);

		CheckpointStore other = open();

		assertThat(other.load(this.key)).map(Checkpoint::lastEventId).contains(id);
		other.release(this.key);
	}

	@Test
	void damageIsTold() {
		this.store.replace(first("secret-7"));
		spoil();

		assertThatExceptionOfType(CheckpointDamagedException.class).isThrownBy(() -> this.store.load(this.key))
			.withMessageContaining(this.key)
			.withMessageContaining("last-event-id.initial")
			.satisfies((ex) -> assertThat(ex.getMessage()).doesNotContain("secret-7"));
	}

	@Test
	void damageIsLeftAsItIs() {
		this.store.replace(first("7"));
		spoil();

		assertThatExceptionOfType(CheckpointDamagedException.class).isThrownBy(() -> this.store.load(this.key));
		assertThatExceptionOfType(CheckpointDamagedException.class).isThrownBy(() -> this.store.load(this.key));
	}

}

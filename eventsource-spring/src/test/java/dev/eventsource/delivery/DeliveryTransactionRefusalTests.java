package dev.eventsource.delivery;

import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;

import dev.eventsource.Acknowledgment;
import dev.eventsource.CheckpointRefusedException;
import dev.eventsource.InvalidSpecException;
import dev.eventsource.MessageEvent;
import dev.eventsource.checkpoint.Claim;
import dev.eventsource.client.TransactionalAttempts;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.jdbc.support.JdbcTransactionManager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/**
 * What can not go with {@code checkpoint.transactional} is refused before anything runs.
 */
class DeliveryTransactionRefusalTests {

	private final TransactionalRig rig = new TransactionalRig();

	static Stream<Arguments> contradictions() {
		return Stream.of(arguments("delivery.concurrency", 2), arguments("delivery.executor", "direct"),
				arguments("checkpoint.store", "memory"), arguments("checkpoint.store", "file"),
				arguments("checkpoint.store", "redis"));
	}

	@ParameterizedTest
	@MethodSource("contradictions")
	void refusesSettingsThatContradict(String property, Object value) {
		assertThatExceptionOfType(InvalidSpecException.class)
			.isThrownBy(() -> TransactionalRig.settings(property, value))
			.withMessageContaining("checkpoint.transactional")
			.withMessageContaining("'" + property + "' is")
			.withMessageContaining(value.toString());
	}

	@Test
	void takesAStoreThatIsABean() {
		assertThatNoException().isThrownBy(() -> TransactionalRig.settings("checkpoint.store", "myStore"));
	}

	@Test
	void refusesToDoWithoutATransactionManager() {
		DeliverySeams seams = new DeliverySeams(this.rig.executor, this.rig.timer, this.rig.store, null);

		assertThatExceptionOfType(InvalidSpecException.class)
			.isThrownBy(() -> new Delivery(TransactionalRig.settings(), seams, this.rig.observer, () -> {
			}))
			.withMessageContaining("transaction manager");
	}

	@Test
	void refusesAHandlerThatAcknowledges() {
		assertThatExceptionOfType(InvalidSpecException.class)
			.isThrownBy(() -> this.rig.delivery.add(new TestHandler("mine").acknowledging()))
			.withMessageContaining("'mine' takes an Acknowledgment");
	}

	@Test
	void refusesAHandlerThatCompletesLater() {
		assertThatExceptionOfType(InvalidSpecException.class)
			.isThrownBy(() -> this.rig.delivery.add(new LaterHandler()))
			.withMessageContaining("'later'");
	}

	@Test
	void refusesSubscribers() {
		assertThatExceptionOfType(InvalidSpecException.class)
			.isThrownBy(() -> new EventSubscribers(this.rig.delivery).stream())
			.withMessageContaining("stream()");
	}

	@Test
	void refusesAStoreOfAnotherDatabase() {
		DeliverySeams seams = new DeliverySeams(this.rig.executor, this.rig.executor, this.rig.executor, this.rig.timer,
				this.rig.store, null, null,
				new TransactionalAttempts(new JdbcTransactionManager(TransactionalRig.database())));
		Delivery delivery = new Delivery(TransactionalRig.settings(), seams, this.rig.observer, () -> {
		});

		CompletableFuture<Claim> claim = delivery.keeper().claim(() -> "here");
		this.rig.run();

		assertThat(claim).isCompletedExceptionally();
		assertThatExceptionOfType(CompletionException.class).isThrownBy(claim::join)
			.withCauseInstanceOf(CheckpointRefusedException.class)
			.withMessageContaining("checkpoint.transaction-manager");
	}

	@Test
	void leavesNothingOfTheCheck() {
		this.rig.claim();

		assertThat(this.rig.jdbc.queryForList("SELECT * FROM eventsource_checkpoint")).hasSize(1);
		assertThat(this.rig.position()).isEqualTo("none");
	}

	private static final class LaterHandler implements EventHandler {

		@Override
		public String id() {
			return "later";
		}

		@Override
		public Set<String> types() {
			return Set.of();
		}

		@Override
		public boolean completesLater() {
			return true;
		}

		@Override
		public @Nullable CompletionStage<?> handle(MessageEvent event, Acknowledgment acknowledgment) {
			return null;
		}

	}

}

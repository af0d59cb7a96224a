package dev.eventsource.autoconfigure;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import dev.eventsource.CheckpointDamagedException;
import dev.eventsource.EventSource;
import dev.eventsource.EventSourceState.Kind;
import dev.eventsource.MessageEvent;
import dev.eventsource.SseListener;
import dev.eventsource.checkpoint.Checkpoint;
import dev.eventsource.checkpoint.CheckpointStore;
import dev.eventsource.test.SseResponse;
import dev.eventsource.test.SseTestServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.webclient.autoconfigure.WebClientAutoConfiguration;
import org.springframework.mock.env.MockEnvironment;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a stored position, and the store itself, do to the start and the end of an
 * application context.
 */
@Timeout(60)
class PositionAtContextStartTests {

	private final SseTestServer server = SseTestServer.start();

	private final OneCheckpoint store = new OneCheckpoint();

	private final Prices prices = new Prices();

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(EventSourceAutoConfiguration.class, WebClientAutoConfiguration.class))
		.withPropertyValues("eventsource.sources.prices.url=" + this.server.url("/prices"),
				"eventsource.sources.prices.checkpoint.store=ourStore")
		.withBean("prices", Prices.class, () -> this.prices);

	@AfterEach
	void close() {
		this.server.close();
	}

	private ApplicationContextRunner with(CheckpointStore store) {
		return this.runner.withBean("ourStore", CheckpointStore.class, () -> store);
	}

	@Test
	void aDamagedPositionFailsTheStart() {
		with(new OneCheckpoint() {

			@Override
			public Optional<Checkpoint> load(String key) {
				throw new CheckpointDamagedException(key, "is damaged", "Restore it.", null);
			}

		}).run((context) -> assertThat(context).getFailure()
			.cause()
			.isInstanceOf(CheckpointDamagedException.class)
			.hasMessageContaining("prices"));
	}

	@Test
	void aPositionOfAnotherStreamFailsTheStartAndStays() {
		Checkpoint foreign = new Checkpoint("prices", 4, "9", "https://other.example/", null, Instant.EPOCH);
		this.store.stored.set(foreign);

		with(this.store).run((context) -> assertThat(context).getFailure()
			.cause()
			.isInstanceOf(CheckpointDamagedException.class)
			.hasMessageContainingAll("https://other.example/", this.server.url("/prices").toString(),
					"checkpoint.key"));

		assertThat(this.store.stored).hasValue(foreign);
		assertThat(this.server.on("/prices").requests()).isEmpty();
	}

	@Test
	void aStoreThatIsDownIsWaitedForBehindTheStart() {
		with(new OneCheckpoint() {

			@Override
			public Optional<Checkpoint> load(String key) {
				throw new IllegalStateException("down");
			}

		}).run((context) -> {
			assertThat(context).hasNotFailed();
			EventSource source = context.getBean(EventSource.class);
			assertThat(source.state().kind()).isEqualTo(Kind.WAITING);
			assertThat(source.state().reason()).isEqualTo("store-unavailable");
			assertThat(this.server.on("/prices").requests()).isEmpty();
		});
	}

	@Test
	void aStoreThatHangsDoesNotHoldTheStartForLong() {
		CountDownLatch hanging = new CountDownLatch(1);
		long begin = System.nanoTime();

		with(new OneCheckpoint() {

			@Override
			public Optional<Checkpoint> load(String key) {
				awaitQuietly(hanging);
				return super.load(key);
			}

		}).withPropertyValues("spring.lifecycle.timeout-per-shutdown-phase=1s").run((context) -> {
			assertThat(context).hasNotFailed();
			assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(15));
			assertThat(context.getBean(EventSource.class).state().reason()).isEqualTo("reading-position");
			hanging.countDown();
		});
	}

	@Test
	void aStartThatFailsElsewhereConnectsNothing() {
		with(this.store).withBean("broken", Broken.class)
			.run((context) -> assertThat(context).getFailure().hasRootCauseMessage("broken on purpose"));

		assertThat(this.server.on("/prices").requests()).isEmpty();
		assertThat(this.store.stored).hasValue(null);
	}

	@Test
	void theEndOfTheContextWaitsForTheListenerAndHandsTheStreamOver() throws InterruptedException {
		this.server.on("/prices").always(SseResponse.stream().event("message", "1", "{}").stayOpen());
		this.prices.delay = new CountDownLatch(1);

		with(this.store).run((context) -> {
			this.prices.begun.await();
			Thread closing = new Thread(context::close);
			closing.start();
			this.prices.delay.countDown();
			closing.join();
		});

		assertThat(this.store.stored.get().lastEventId()).isEqualTo("1");
		assertThat(this.store.stored.get().lease().owner()).isEmpty();
	}

	@Test
	void aContextBuiltAnewGoesOnAtOnce() {
		this.server.on("/prices").always(SseResponse.stream().event("message", "1", "{}").stayOpen());
		with(this.store).run((context) -> assertThat(this.prices.next().data()).isEqualTo("{}"));

		with(this.store).run((context) -> assertThat(this.prices.next().lastEventId()).isEqualTo("1"));

		assertThat(this.server.on("/prices").requests()).hasSize(2);
		assertThat(this.server.on("/prices").requests().get(1).lastEventId()).contains("1");
	}

	@Test
	void oneOfTwoContextsReadsTheStream() {
		this.server.on("/prices").always(SseResponse.stream().event("message", "1", "{}").stayOpen());

		with(this.store).run((first) -> with(this.store).run((second) -> {
			this.prices.next();
			assertThat(second.getBean(EventSource.class).state().kind()).isEqualTo(Kind.STANDBY);
			assertThat(this.server.on("/prices").requests()).hasSize(1);
		}));
	}

	@ParameterizedTest
	@CsvSource({ ", PT28S", "20s, PT18S", "3s, PT1.5S", "500ms, PT0.25S" })
	void listenersHaveAsLongAsBootGivesLessTwoSeconds(String phase, Duration grace) {
		MockEnvironment environment = new MockEnvironment();
		if (phase != null) {
			environment.setProperty("spring.lifecycle.timeout-per-shutdown-phase", phase);
		}

		assertThat(GracePeriod.of(environment)).isEqualTo(grace);
	}

	private static void awaitQuietly(CountDownLatch latch) {
		try {
			latch.await();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	static class Prices {

		private final BlockingQueue<MessageEvent> events = new LinkedBlockingQueue<>();

		private final CountDownLatch begun = new CountDownLatch(1);

		private CountDownLatch delay = new CountDownLatch(0);

		@SseListener(source = "prices")
		void onPrice(MessageEvent event) {
			this.begun.countDown();
			awaitQuietly(this.delay);
			this.events.add(event);
		}

		MessageEvent next() throws InterruptedException {
			MessageEvent event = this.events.poll(20, TimeUnit.SECONDS);
			assertThat(event).isNotNull();
			return event;
		}

	}

	static class Broken implements InitializingBean {

		@Override
		public void afterPropertiesSet() {
			throw new IllegalStateException("broken on purpose");
		}

	}

}

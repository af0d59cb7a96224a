package dev.eventsource.autoconfigure;

import java.time.Instant;
import java.util.List;

import dev.eventsource.EventSourceState;
import dev.eventsource.EventSourceState.Kind;
import dev.eventsource.observation.SourceObservation;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class SourceKeepAliveTests {

	private final SourceKeepAlive keepAlive = new SourceKeepAlive();

	private final SourceObservation prices = this.keepAlive.observe("prices");

	private final SourceObservation orders = this.keepAlive.observe("orders");

	@AfterEach
	void close() throws InterruptedException {
		List<Thread> threads = threads();
		this.keepAlive.close();
		for (Thread thread : threads) {
			thread.join(5000);
		}
	}

	@Test
	void holdsNoThreadBeforeASourceRuns() {
		this.prices.stateChanged(state(Kind.CLOSED));

		assertThat(threads()).isEmpty();
	}

	@Test
	void holdsOneThreadHoweverManySourcesRun() {
		this.prices.stateChanged(state(Kind.CONNECTING));
		this.prices.stateChanged(state(Kind.OPEN));
		this.orders.stateChanged(state(Kind.WAITING));

		assertThat(threads()).singleElement().satisfies((thread) -> assertThat(thread.isDaemon()).isFalse());
	}

	@Test
	void letsGoWhenTheLastSourceIsClosed() throws InterruptedException {
		this.prices.stateChanged(state(Kind.OPEN));
		this.orders.stateChanged(state(Kind.PAUSED));
		Thread thread = threads().get(0);

		this.prices.stateChanged(state(Kind.CLOSED));
		assertThat(threads()).isNotEmpty();
		this.orders.stateChanged(state(Kind.FAILED));

		thread.join(5000);
		assertThat(thread.isAlive()).isFalse();
	}

	@Test
	void letsGoWhenTheSourceIsRemoved() throws InterruptedException {
		this.prices.stateChanged(state(Kind.OPEN));
		Thread thread = threads().get(0);

		this.prices.close();

		thread.join(5000);
		assertThat(thread.isAlive()).isFalse();
	}

	@Test
	void letsGoForGoodWhenTheContextCloses() throws InterruptedException {
		this.prices.stateChanged(state(Kind.OPEN));
		Thread thread = threads().get(0);

		this.keepAlive.close();
		this.prices.stateChanged(state(Kind.CONNECTING));

		thread.join(5000);
		assertThat(thread.isAlive()).isFalse();
		assertThat(threads()).isEmpty();
	}

	private static List<Thread> threads() {
		return Thread.getAllStackTraces()
			.keySet()
			.stream()
			.filter((thread) -> thread.getName().equals("eventsource-keep-alive"))
			.toList();
	}

	private static EventSourceState state(Kind kind) {
		return new EventSourceState(kind, "test", Instant.EPOCH, 0, null, null);
	}

}

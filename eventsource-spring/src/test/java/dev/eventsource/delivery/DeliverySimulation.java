package dev.eventsource.delivery;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;

import dev.eventsource.FailureAction;
import dev.eventsource.checkpoint.PositionSettings;
import org.jspecify.annotations.Nullable;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A server with events 1 to {@link #LAST}, a store that is down at times, handlers of
 * events and of batches, one lane or several, and somebody who plays with the controls.
 */
final class DeliverySimulation {

	private static final int LAST = SimulatedHandlers.LAST;

	private static final int STEPS = 120;

	private final Random random;

	private final DeliveryRig rig;

	private final SimulatedHandlers all;

	private final List<SimulatedHandler> handlers = new ArrayList<>();

	/** Keys of handled events that are known; if any, the server repeats itself. */
	private final int window;

	private int sent;

	private @Nullable CompletableFuture<Void> stopped;

	private DeliverySimulation(Random random) {
		this.random = random;
		this.window = random.nextBoolean() ? 0 : LAST;
		int concurrency = random.nextBoolean() ? 1 : 2 + random.nextInt(3);
		boolean ordered = random.nextBoolean();
		int batchSize = 1 + random.nextInt(6);
		Duration batchWait = random.nextBoolean() ? Duration.ZERO : Duration.ofSeconds(2);
		this.rig = new DeliveryRig(settings(1 + random.nextInt(10), 3 + random.nextInt(20),
				new DeliverySettings.Handling(concurrency, ordered ? "type" : null, batchSize, batchWait, false),
				this.window));
		this.all = new SimulatedHandlers(random, distance(concurrency, ordered), this.window > 0);
		this.handlers.add(new SimulatedHandler("plain", false, this.all, this.all.someTypes()));
		this.handlers.add(new SimulatedHandler("acknowledging", true, this.all, this.all.someTypes()));
		for (int batches = random.nextInt(3); batches > 0; batches--) {
			this.handlers.add(random.nextInt(this.handlers.size()),
					new SimulatedBatchHandler("batch" + batches, random.nextBoolean(), this.all, batchSize));
		}
		this.rig.start(this.handlers.toArray(EventHandler[]::new));
	}

	/**
	 * Runs a seed.
	 * @param seed draws what happens
	 * @throws AssertionError if something goes wrong
	 */
	static void run(long seed) {
		// the first draws of neighbouring seeds are much the same
		DeliverySimulation simulation = new DeliverySimulation(new Random(seed * 0x9E3779B97F4A7C15L));
		for (int step = 0; step < STEPS; step++) {
			simulation.step();
			simulation.check();
		}
		simulation.calm(Duration.ofMinutes(5));
		simulation.checkAllDone();
	}

	private static int distance(int concurrency, boolean ordered) {
		if (concurrency == 1) {
			return 1;
		}
		return ordered ? SimulatedHandlers.KEYS : 0;
	}

	private static DeliverySettings settings(int events, int maxUncommitted, DeliverySettings.Handling handling,
			int window) {
		Duration second = Duration.ofSeconds(1);
		return new DeliverySettings("orders",
				new PositionSettings("orders", "key", "", "", false, second.multipliedBy(30)),
				FailureAction.DEAD_LETTER, 5, 0,
				new DeliverySettings.Retry(3, second, 2, second.multipliedBy(10), List.of()), second, Duration.ZERO,
				new DeliverySettings.Commit(second, events, maxUncommitted), handling,
				new DeliverySettings.Deduplicate(window, "id"));
	}

	private void step() {
		switch (this.random.nextInt(13)) {
			case 0, 1, 2 -> send();
			case 3, 4, 5 -> this.rig.executor.runAny(this.random);
			case 6 -> this.rig.executor.runAll();
			case 7 -> advance(Duration.ofMillis(this.random.nextInt(3000)));
			case 8 -> finishSomething();
			case 9 -> pauseOrResume();
			case 10 -> storeGoesDownOrUp();
			case 11 -> repeatSome();
			default -> stopOrStart();
		}
	}

	private void send() {
		if (this.stopped != null || !this.rig.delivery.hasRoom()) {
			return;
		}
		int count = this.random.nextInt(4);
		for (int i = 0; i < count && this.sent < LAST; i++) {
			this.sent++;
			this.rig.take(SimulatedHandlers.type(this.sent), this.sent);
		}
		if (this.random.nextInt(5) > 0) {
			this.rig.delivery.flush();
		}
	}

	/** The connection is lost, and the server goes on further back. */
	private void repeatSome() {
		if (this.window > 0 && this.stopped == null) {
			int position = SimulatedHandlers.number(this.rig.store.lastEventId());
			this.sent = Math.max(position, this.sent - this.random.nextInt(5));
		}
	}

	private void advance(Duration duration) {
		this.rig.timer.advance(duration);
		this.rig.delivery.tick();
	}

	private void finishSomething() {
		if (!this.all.later.isEmpty()) {
			this.all.later.remove(this.random.nextInt(this.all.later.size())).run();
		}
	}

	private void pauseOrResume() {
		if (this.random.nextBoolean()) {
			this.rig.delivery.pause();
		}
		else {
			this.rig.delivery.resume();
		}
	}

	private void storeGoesDownOrUp() {
		if (this.random.nextInt(3) == 0) {
			this.rig.store.goDown();
		}
		else {
			this.rig.store.comeUp();
		}
	}

	private void stopOrStart() {
		if (this.stopped == null) {
			if (this.random.nextInt(3) == 0) {
				stop();
			}
		}
		else if (this.stopped.isDone()) {
			start();
		}
		else if (this.random.nextInt(4) == 0) {
			this.rig.delivery.interrupt();
		}
	}

	private void stop() {
		this.stopped = this.rig.delivery.stop().toCompletableFuture();
	}

	/** The server goes on behind the position, as a real one does. */
	private void start() {
		this.stopped = null;
		this.sent = SimulatedHandlers.number(this.rig.position());
		this.handlers.forEach((handler) -> handler.newRun(this.sent));
		this.rig.delivery.start();
	}

	/** Lets everything end well. */
	private void calm(Duration duration) {
		this.all.calm = true;
		this.rig.store.comeUp();
		for (long second = 0; second < duration.toSeconds() && !isDone(); second++) {
			settle();
		}
	}

	private void settle() {
		this.rig.delivery.resume();
		if (this.stopped != null && this.stopped.isDone()) {
			start();
		}
		send();
		this.rig.delivery.flush();
		this.rig.executor.runAll();
		while (!this.all.later.isEmpty()) {
			finishSomething();
			this.rig.executor.runAll();
		}
		check();
		if (!isDone()) {
			advance(Duration.ofSeconds(1));
		}
	}

	/** Whether the last position is stored, and nothing of this run is on its way. */
	private boolean isDone() {
		return this.stopped == null && this.rig.store.lastEventId().equals(Integer.toString(LAST));
	}

	private void check() {
		int committed = SimulatedHandlers.number(this.rig.store.lastEventId());
		for (SimulatedHandler handler : this.handlers) {
			if (handler.prefix() < committed) {
				this.all.violations
					.add("position " + committed + " ahead of " + handler.id() + " at " + handler.prefix());
			}
		}
		if (this.rig.delivery.waiting() > 5 + 3) {
			this.all.violations.add("waiting " + this.rig.delivery.waiting());
		}
		if (!this.all.violations.isEmpty()) {
			throw new AssertionError(this.all.violations);
		}
	}

	private void checkAllDone() {
		assertThat(this.rig.store.lastEventId()).as("position").isEqualTo(Integer.toString(LAST));
		assertThat(this.handlers).extracting(SimulatedHandler::prefix).containsOnly(LAST);
		DeliveryCounts counts = this.rig.delivery.counts();
		assertThat(
				counts.handled() + counts.deadLettered() + counts.skipped() + counts.duplicates() + counts.discarded())
			.as("every event is counted once")
			.isEqualTo(counts.received());
	}

}

package dev.eventsource.delivery;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import dev.eventsource.Acknowledgment;
import dev.eventsource.FailureAction;
import dev.eventsource.checkpoint.PositionSettings;
import dev.eventsource.MessageEvent;
import dev.eventsource.SseListenerErrorHandler;
import org.jspecify.annotations.Nullable;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A server with events 1 to {@link #LAST}, a store that is down at times, two handlers
 * that do anything a handler may do, and somebody who plays with the controls.
 */
final class DeliverySimulation {

	private static final int LAST = 60;

	private final Random random;

	private final DeliveryRig rig;

	private final RandomHandler plain;

	private final RandomHandler acknowledging;

	/** Stages and acknowledgements that are due at some time. */
	private final List<Runnable> later = new ArrayList<>();

	private final List<String> violations = new ArrayList<>();

	private int sent;

	private @Nullable CompletableFuture<Void> stopped;

	private boolean calm;

	DeliverySimulation(Random random) {
		this.random = random;
		this.rig = new DeliveryRig(settings(1 + random.nextInt(10), 3 + random.nextInt(20)));
		this.plain = new RandomHandler("plain", false);
		this.acknowledging = new RandomHandler("acknowledging", true);
		this.rig.start(this.plain, this.acknowledging);
	}

	private static DeliverySettings settings(int events, int maxUncommitted) {
		Duration second = Duration.ofSeconds(1);
		return new DeliverySettings("orders",
				new PositionSettings("orders", "key", "", "", false, second.multipliedBy(30)),
				FailureAction.DEAD_LETTER, 5, 0,
				new DeliverySettings.Retry(3, second, 2, second.multipliedBy(10), List.of()), second, Duration.ZERO,
				new DeliverySettings.Commit(second, events, maxUncommitted));
	}

	void step() {
		switch (this.random.nextInt(12)) {
			case 0, 1, 2 -> send();
			case 3, 4, 5 -> this.rig.executor.runOne();
			case 6 -> this.rig.executor.runAll();
			case 7 -> advance(Duration.ofMillis(this.random.nextInt(3000)));
			case 8 -> finishSomething();
			case 9 -> pauseOrResume();
			case 10 -> storeGoesDownOrUp();
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
			this.rig.delivery.event(DeliveryRig.event("message", this.sent));
		}
		if (this.random.nextInt(5) > 0) {
			this.rig.delivery.flush();
		}
	}

	private void advance(Duration duration) {
		this.rig.timer.advance(duration);
		this.rig.delivery.tick();
	}

	private void finishSomething() {
		if (!this.later.isEmpty()) {
			this.later.remove(this.random.nextInt(this.later.size())).run();
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
		this.plain.newRun();
		this.acknowledging.newRun();
		this.sent = number(this.rig.position());
		this.rig.delivery.start();
	}

	/** Lets everything end well. */
	void calm(Duration duration) {
		this.calm = true;
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
		while (!this.later.isEmpty()) {
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

	void check() {
		int committed = number(this.rig.store.lastEventId());
		if (this.plain.prefix() < committed || this.acknowledging.prefix() < committed) {
			this.violations.add("position " + committed + " ahead of " + this.plain.prefix() + " and "
					+ this.acknowledging.prefix());
		}
		if (this.rig.delivery.waiting() > 5 + 3) {
			this.violations.add("waiting " + this.rig.delivery.waiting());
		}
		if (!this.violations.isEmpty()) {
			throw new AssertionError(this.violations);
		}
	}

	void checkAllDone() {
		assertThat(this.rig.store.lastEventId()).as("position").isEqualTo(Integer.toString(LAST));
		assertThat(this.plain.prefix()).isEqualTo(LAST);
		assertThat(this.acknowledging.prefix()).isEqualTo(LAST);
		DeliveryCounts counts = this.rig.delivery.counts();
		assertThat(counts.handled() + counts.deadLettered() + counts.skipped() + counts.discarded())
			.as("every event is counted once")
			.isEqualTo(counts.received());
	}

	private static int number(String id) {
		return id.isEmpty() ? 0 : Integer.parseInt(id);
	}

	private final class RandomHandler implements EventHandler {

		private final String id;

		private final boolean acknowledges;

		/** Events that are done, or set aside. */
		private final BitSet done = new BitSet();

		private int lastInRun;

		private boolean running;

		RandomHandler(String id, boolean acknowledges) {
			this.id = id;
			this.acknowledges = acknowledges;
		}

		void newRun() {
			this.lastInRun = 0;
		}

		int prefix() {
			return this.done.nextClearBit(1) - 1;
		}

		@Override
		public String id() {
			return this.id;
		}

		@Override
		public Set<String> types() {
			return Set.of();
		}

		@Override
		public boolean acknowledges() {
			return this.acknowledges;
		}

		@Override
		public SseListenerErrorHandler errorHandler() {
			return (failed) -> {
				this.done.set(number(failed.event().lastEventId()));
				return FailureAction.DEAD_LETTER;
			};
		}

		@Override
		public @Nullable CompletionStage<?> handle(MessageEvent event, Acknowledgment acknowledgment) throws Exception {
			int number = number(event.lastEventId());
			// thrown from here, an assertion would count as one more failing handler
			if (this.running || (this.lastInRun != 0 && this.lastInRun != number && this.lastInRun != number - 1)) {
				DeliverySimulation.this.violations.add(this.id + " got " + number + " after " + this.lastInRun
						+ (this.running ? " at the same time" : ""));
			}
			this.lastInRun = number;
			return act(number, acknowledgment);
		}

		private @Nullable CompletionStage<?> act(int number, Acknowledgment acknowledgment) throws Exception {
			Random dice = DeliverySimulation.this.random;
			int choice = DeliverySimulation.this.calm ? 5 : dice.nextInt(12);
			return switch (choice) {
				case 0 -> throw new IllegalStateException("tried again");
				case 1 -> throw new IOException("passes");
				case 2 -> throw new AssertionError("never tried again");
				case 3 -> stage(number, acknowledgment, null);
				case 4 -> stage(number, acknowledgment, new IOException("passes"));
				default -> {
					finish(number, acknowledgment);
					yield null;
				}
			};
		}

		private CompletionStage<?> stage(int number, Acknowledgment acknowledgment, @Nullable Throwable failure) {
			this.running = true;
			CompletableFuture<Void> stage = new CompletableFuture<>();
			stage.whenComplete((result, thrown) -> this.running = false);
			DeliverySimulation.this.later.add(() -> {
				if (failure != null) {
					stage.completeExceptionally(failure);
				}
				else if (!stage.isDone()) {
					finish(number, acknowledgment);
					stage.complete(null);
				}
			});
			return stage;
		}

		private void finish(int number, Acknowledgment acknowledgment) {
			if (this.acknowledges && DeliverySimulation.this.random.nextBoolean()) {
				DeliverySimulation.this.later.add(() -> acknowledge(number, acknowledgment));
				return;
			}
			acknowledge(number, acknowledgment);
		}

		private void acknowledge(int number, Acknowledgment acknowledgment) {
			this.done.set(number);
			acknowledgment.acknowledge();
		}

	}

}

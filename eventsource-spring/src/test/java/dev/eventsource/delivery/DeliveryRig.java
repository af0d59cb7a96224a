package dev.eventsource.delivery;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.stream.IntStream;

import dev.eventsource.DeadLetterPublisher;
import dev.eventsource.TestSpecs;
import dev.eventsource.testing.ManualExecutor;
import dev.eventsource.testing.ManualTimer;
import dev.eventsource.testing.ScriptedStore;
import dev.eventsource.checkpoint.Claim;
import org.jspecify.annotations.Nullable;

/**
 * A delivery on manual time and a manual executor, and the stream that feeds it.
 */
final class DeliveryRig {

	private static final byte[] DATA = "data".getBytes(StandardCharsets.UTF_8);

	private static final Duration SECOND = Duration.ofSeconds(1);

	final ManualTimer timer = new ManualTimer();

	final ManualExecutor executor = new ManualExecutor();

	final ScriptedStore store = new ScriptedStore();

	final RecordingObserver observer = new RecordingObserver();

	final Delivery delivery;

	int roomCalls;

	/**
	 * Creates a rig.
	 * @param settings names and values, see {@link TestSpecs}
	 */
	DeliveryRig(Object... settings) {
		this(null, settings);
	}

	DeliveryRig(@Nullable DeadLetterPublisher publisher, Object... settings) {
		this.delivery = delivery(settings(settings), publisher, this.executor);
	}

	DeliveryRig(Executor handlers) {
		this.delivery = delivery(settings(), null, handlers);
	}

	DeliveryRig(DeliverySettings settings) {
		this.delivery = delivery(settings, null, this.executor);
	}

	private Delivery delivery(DeliverySettings settings, @Nullable DeadLetterPublisher publisher, Executor handlers) {
		DeliverySeams seams = new DeliverySeams(handlers, this.executor, this.executor, this.timer, this.store,
				publisher, null, null);
		return new Delivery(settings, seams, this.observer, () -> this.roomCalls++);
	}

	static DeliverySettings settings(Object... settings) {
		return DeliverySettings.from("orders", "app/orders", TestSpecs.with(settings));
	}

	DeliveryRig start(EventHandler... handlers) {
		for (EventHandler handler : handlers) {
			this.delivery.add(handler);
		}
		this.delivery.start();
		return this;
	}

	/**
	 * Asks for the position, as a start does.
	 */
	String position() {
		CompletableFuture<Claim> claim = this.delivery.keeper().claim(() -> "here");
		run();
		return claim.join().lastEventId();
	}

	/**
	 * Moves the position, as a reset does.
	 */
	void move(String lastEventId) {
		this.delivery.keeper().move(() -> "here", lastEventId);
		run();
	}

	/**
	 * Receives events with ids from one number to another, and runs what follows.
	 */
	DeliveryRig receive(int from, int to) {
		IntStream.rangeClosed(from, to).forEach((id) -> take("message", id));
		this.delivery.flush();
		return run();
	}

	/** Receives an event that is handed over later. */
	void take(String type, int id) {
		take(this.delivery, type, id);
	}

	static void take(Delivery delivery, String type, int id) {
		delivery.event(type, Integer.toString(id), DATA, 0, DATA.length);
	}

	DeliveryRig run() {
		this.executor.runAll();
		return this;
	}

	/**
	 * Lets time pass, a second at a time, and runs what becomes due.
	 */
	DeliveryRig advance(Duration duration) {
		Duration left = duration;
		while (left.compareTo(SECOND) > 0) {
			step(SECOND);
			left = left.minus(SECOND);
		}
		return step(left);
	}

	private DeliveryRig step(Duration duration) {
		this.timer.advance(duration);
		this.delivery.tick();
		return run();
	}

	static List<String> ids(int from, int to) {
		return new ArrayList<>(IntStream.rangeClosed(from, to).mapToObj(Integer::toString).toList());
	}

}

package dev.eventsource.client;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import dev.eventsource.EventSourceState;
import dev.eventsource.Registration;
import dev.eventsource.connection.SerialTurns;
import dev.eventsource.delivery.EventHandler;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * Starts, stops and pauses a source as a whole, one call after the other. There is no
 * lock: a call that comes while another one runs is run behind it, for what it sets going
 * may end in code of the application.
 */
final class SourceControl {

	private static final Log logger = LogFactory.getLog(SourceControl.class);

	private static final Duration STORE_RETRY = Duration.ofSeconds(5);

	private final SerialTurns turns = new SerialTurns();

	private final SourceParts parts;

	private final GracefulStop stopping;

	private final Runnable tick = this::tick;

	private boolean running;

	private boolean paused;

	/** Whether to connect although nobody listens. */
	private boolean eager;

	/** Whether a start waits for the first listener. */
	private volatile boolean waitsForListener;

	private boolean saidSo;

	/** Counts starts, stops and connects: what belongs to an earlier one is over. */
	private volatile int run;

	private Registration retry = () -> {
	};

	private volatile boolean closed;

	private CompletableFuture<Void> stopped = CompletableFuture.completedFuture(null);

	SourceControl(SourceParts parts) {
		this.parts = parts;
		this.stopping = new GracefulStop(parts);
	}

	/**
	 * Starts, and connects although nobody listens yet: events wait for who will.
	 */
	void startEagerly() {
		turn(() -> this.eager = true);
		start();
	}

	void start() {
		if (this.closed) {
			throw new IllegalStateException("Event source '" + this.parts.name() + "' is closed");
		}
		turn(this::startNow);
	}

	private void startNow() {
		if (this.closed || this.parts.disabled()) {
			return;
		}
		if (this.running && ended()) {
			stopNow(this.parts.connection().state().reason());
		}
		if (!this.running) {
			this.running = true;
			this.paused = false;
			int current = ++this.run;
			whenStopped(() -> open(current));
		}
	}

	private boolean ended() {
		EventSourceState state = this.parts.connection().state();
		return switch (state.kind()) {
			case FAILED -> true;
			case CLOSED -> state.reason().equals("server-ended");
			default -> false;
		};
	}

	// chained, for dependents of one future run in no stated order
	private void whenStopped(Runnable action) {
		this.stopped = this.stopped.thenRun(() -> turn(action));
	}

	private void open(int current) {
		if (!this.running || current != this.run) {
			return;
		}
		this.parts.delivery().start();
		this.parts.sweep().add(this.tick);
		if (!this.eager && this.parts.delivery().handlers().isEmpty()) {
			this.waitsForListener = true;
			this.parts.connection().stop("no-listener");
			return;
		}
		connectSoon();
	}

	private void connectSoon() {
		this.waitsForListener = false;
		int current = ++this.run;
		if (this.parts.positionIsAtHand()) {
			connect(current);
			return;
		}
		this.parts.executor().execute(() -> connect(current));
	}

	private void connect(int attempt) {
		if (isStale(attempt)) {
			return;
		}
		String position;
		try {
			position = this.parts.delivery().position();
		}
		catch (RuntimeException ex) {
			logger.warn("The position of '" + this.parts.name() + "' cannot be read, trying again in "
					+ LogText.seconds(STORE_RETRY), ex);
			turn(() -> retryLater(attempt));
			return;
		}
		turn(() -> connect(attempt, position));
	}

	private void connect(int attempt, String position) {
		if (isStale(attempt)) {
			return;
		}
		if (this.paused) {
			this.parts.connection().startPaused(position);
			return;
		}
		this.parts.connection().start(position);
	}

	private void retryLater(int attempt) {
		if (!isStale(attempt)) {
			this.retry = this.parts.later(STORE_RETRY, () -> connect(attempt));
		}
	}

	/** To be asked again in a turn before anything is done about it. */
	private boolean isStale(int attempt) {
		return attempt != this.run;
	}

	/** Makes every attempt to read the position stale, also one that is under way. */
	private void abandonAttempts() {
		this.run++;
		this.retry.remove();
	}

	Registration add(EventHandler handler) {
		Registration registration = this.parts.delivery().add(handler);
		turn(() -> {
			if (this.running && this.waitsForListener) {
				connectSoon();
			}
		});
		return registration;
	}

	void stop() {
		this.stopping.await(beginStop("stopped"));
	}

	CompletionStage<Void> beginStop(String reason) {
		CompletableFuture<Void> done = new CompletableFuture<>();
		turn(() -> {
			stopNow(reason);
			this.stopped.whenComplete((none, ex) -> done.complete(null));
		});
		return done;
	}

	private void stopNow(String reason) {
		if (this.running) {
			this.running = false;
			this.paused = false;
			// or a listener that comes before the next start is complete would run ahead
			// of it
			this.waitsForListener = false;
			abandonAttempts();
			this.parts.sweep().remove(this.tick);
			// behind what waits for an earlier stop
			this.stopped = this.stopped.thenCombine(this.stopping.begin(reason), (before, now) -> now);
		}
	}

	void pause() {
		turn(() -> {
			if (this.running && !this.paused && !ended()) {
				this.paused = true;
				this.parts.connection().pause();
				this.parts.delivery().pause();
			}
		});
	}

	void resume() {
		turn(() -> {
			if (this.running && this.paused) {
				this.paused = false;
				// a handler that runs in this thread may pause again
				this.parts.connection().resume();
				this.parts.delivery().resume();
			}
		});
	}

	void reconnect() {
		turn(() -> {
			if (this.running && !this.paused) {
				this.parts.connection().reconnect();
			}
		});
	}

	void reset(String lastEventId) {
		turn(() -> {
			boolean restart = this.running;
			stopNow("stopped");
			this.stopped = moved(lastEventId);
			if (restart) {
				startNow();
			}
		});
	}

	private CompletableFuture<Void> moved(String lastEventId) {
		Runnable move = () -> this.parts.delivery().reset(lastEventId);
		// a handler may have asked, on an event loop, and the store may block
		CompletableFuture<Void> moved = this.parts.positionIsAtHand() ? this.stopped.thenRun(move)
				: this.stopped.thenRunAsync(move, this.parts.executor());
		return moved.exceptionally((ex) -> {
			logger.error("The position of '" + this.parts.name() + "' could not be moved; it stays where it was", ex);
			return null;
		});
	}

	void close() {
		this.closed = true;
		// at once, whoever has the turn: nothing is called any more
		this.parts.delivery().close();
		turn(() -> {
			this.running = false;
			abandonAttempts();
			this.parts.sweep().remove(this.tick);
			this.parts.connection().stop("closed");
		});
	}

	/**
	 * Returns what there is to see of a source: it is closed when {@link #close()} has
	 * returned, whatever still runs.
	 * @param actual where the connection stands
	 * @return the state
	 */
	EventSourceState view(EventSourceState actual) {
		if (!this.closed || actual.kind() == EventSourceState.Kind.CLOSED) {
			return actual;
		}
		return new EventSourceState(EventSourceState.Kind.CLOSED, "closed", actual.since(), 0, null,
				actual.lastError());
	}

	private void tick() {
		this.parts.connection().tick();
		this.parts.delivery().tick();
		if (this.waitsForListener && !this.saidSo) {
			// said late: who registers a source adds its listeners right after
			this.saidSo = true;
			logger.warn("No listener takes events of '" + this.parts.name() + "': it connects when one comes");
		}
	}

	private void turn(Runnable action) {
		if (this.turns.isInside()) {
			// asked from within what the turn set going: it takes effect there and then
			action.run();
			return;
		}
		this.turns.run(action);
	}

}

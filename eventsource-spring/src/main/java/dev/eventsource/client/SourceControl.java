package dev.eventsource.client;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.locks.ReentrantLock;

import dev.eventsource.EventSourceState;
import dev.eventsource.Registration;
import dev.eventsource.delivery.EventHandler;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * Starts, stops and pauses a source as a whole. One call at a time; nothing under the
 * lock waits.
 */
final class SourceControl {

	private static final Log logger = LogFactory.getLog(SourceControl.class);

	private static final Duration STORE_RETRY = Duration.ofSeconds(5);

	private final ReentrantLock lock = new ReentrantLock();

	private final SourceParts parts;

	private final GracefulStop stopping;

	private final Runnable tick = this::tick;

	private boolean running;

	private boolean paused;

	/** Whether to connect although nobody listens. */
	private boolean eager;

	/** Whether a start waits for the first listener. */
	private boolean waitsForListener;

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
		locked(() -> this.eager = true);
		start();
	}

	void start() {
		locked(() -> {
			if (this.closed) {
				throw new IllegalStateException("Event source '" + this.parts.name() + "' is closed");
			}
			if (this.parts.disabled()) {
				return;
			}
			if (this.running && ended()) {
				beginStop(this.parts.connection().state().reason());
			}
			if (!this.running) {
				this.running = true;
				this.paused = false;
				int current = ++this.run;
				whenStopped(() -> open(current));
			}
		});
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
		this.stopped = this.stopped.thenRun(() -> locked(action));
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
			logger.warn("No listener takes events of '" + this.parts.name() + "': it connects when one comes");
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
			locked(() -> retryLater(attempt));
			return;
		}
		locked(() -> connect(attempt, position));
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

	/** To be asked again under the lock before anything is done about it. */
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
		locked(() -> {
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
		locked(() -> {
			if (this.running) {
				this.running = false;
				this.paused = false;
				abandonAttempts();
				this.parts.sweep().remove(this.tick);
				// behind what waits for an earlier stop
				this.stopped = this.stopped.thenCombine(this.stopping.begin(reason), (before, now) -> now);
			}
		});
		return this.stopped;
	}

	void pause() {
		locked(() -> {
			if (this.running && !this.paused && !ended()) {
				this.paused = true;
				this.parts.connection().pause();
				this.parts.delivery().pause();
			}
		});
	}

	void resume() {
		locked(() -> {
			if (this.running && this.paused) {
				this.paused = false;
				// a handler that runs in this thread may pause again
				this.parts.connection().resume();
				this.parts.delivery().resume();
			}
		});
	}

	void reconnect() {
		locked(() -> {
			if (this.running && !this.paused) {
				this.parts.connection().reconnect();
			}
		});
	}

	void reset(String lastEventId) {
		locked(() -> {
			boolean restart = this.running;
			beginStop("stopped");
			whenStopped(() -> move(lastEventId));
			if (restart) {
				start();
			}
		});
	}

	private void move(String lastEventId) {
		try {
			this.parts.delivery().reset(lastEventId);
		}
		catch (RuntimeException ex) {
			logger.error("The position of '" + this.parts.name() + "' could not be moved; it stays where it was", ex);
		}
	}

	void close() {
		locked(() -> {
			if (this.closed) {
				return;
			}
			this.closed = true;
			this.running = false;
			abandonAttempts();
			this.parts.sweep().remove(this.tick);
			this.parts.connection().stop("closed");
			this.parts.delivery().close();
		});
	}

	private void tick() {
		this.parts.connection().tick();
		this.parts.delivery().tick();
	}

	private void locked(Runnable action) {
		this.lock.lock();
		try {
			action.run();
		}
		finally {
			this.lock.unlock();
		}
	}

}

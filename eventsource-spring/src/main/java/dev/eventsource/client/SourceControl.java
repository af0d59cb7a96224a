package dev.eventsource.client;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;

import dev.eventsource.EventSourceState;
import dev.eventsource.Registration;
import dev.eventsource.delivery.EventHandler;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import reactor.core.scheduler.Schedulers;

/**
 * Starts, stops and pauses a source as a whole. One call at a time; nothing under the
 * lock waits.
 */
final class SourceControl {

	private static final Log logger = LogFactory.getLog(SourceControl.class);

	private static final Duration GRACE = Duration.ofSeconds(20);

	private static final Duration STORE_RETRY = Duration.ofSeconds(5);

	private final ReentrantLock lock = new ReentrantLock();

	private final SourceParts parts;

	private final Runnable tick = this::tick;

	private boolean running;

	private boolean paused;

	/** Whether a start waits for the first listener. */
	private boolean waitsForListener;

	/** Counts the starts, stops and connects: what belongs to an earlier one is over. */
	private volatile int run;

	private volatile boolean closed;

	private CompletableFuture<Void> stopped = CompletableFuture.completedFuture(null);

	SourceControl(SourceParts parts) {
		this.parts = parts;
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
		if (this.parts.delivery().handlers().isEmpty()) {
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

	private void connect(int attemptOf) {
		if (attemptOf != this.run) {
			return;
		}
		String position;
		try {
			position = this.parts.delivery().position();
		}
		catch (RuntimeException ex) {
			logger.warn("The position of '" + this.parts.name() + "' cannot be read, trying again in "
					+ LogText.seconds(STORE_RETRY), ex);
			this.parts.later(STORE_RETRY, () -> connect(attemptOf));
			return;
		}
		locked(() -> {
			if (!this.running || attemptOf != this.run) {
				return;
			}
			this.parts.connection().start(position);
			if (this.paused) {
				this.parts.connection().pause();
			}
		});
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
		CompletionStage<Void> stopping = beginStop("stopped");
		if (this.parts.delivery().isCalling() || Schedulers.isInNonBlockingThread()) {
			return;
		}
		try {
			stopping.toCompletableFuture().get(GRACE.toMillis(), TimeUnit.MILLISECONDS);
		}
		catch (TimeoutException ex) {
			logger.warn("Event source '" + this.parts.name() + "' is stopped, but a handler still runs after "
					+ LogText.seconds(GRACE) + "; interrupting it");
			this.parts.delivery().interrupt();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		catch (ExecutionException ex) {
			logger.error("Event source '" + this.parts.name() + "' did not stop in order", ex.getCause());
		}
	}

	CompletionStage<Void> beginStop(String reason) {
		locked(() -> {
			if (this.running) {
				this.running = false;
				this.paused = false;
				this.run++;
				this.parts.sweep().remove(this.tick);
				CompletableFuture<Void> done = new CompletableFuture<>();
				// behind what waits for an earlier stop
				this.stopped = this.stopped.thenCombine(done, (before, now) -> now);
				this.parts.connection().stop(reason);
				// only when the connection is down can no event of it slip in behind the
				// stop
				this.parts.connection().afterwards(() -> this.parts.delivery().stop().whenComplete((none, ex) -> {
					done.complete(null);
				}));
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
				this.parts.delivery().resume();
				this.parts.connection().resume();
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
			this.run++;
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

package dev.eventsource.client;

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

	private final SerialTurns turns = new SerialTurns();

	private final SourceParts parts;

	private final GracefulStop stopping;

	private final Ownership ownership;

	private final StopChain ends;

	private final Runnable tick = this::tick;

	/** Written in turns. */
	private volatile boolean running;

	private boolean paused;

	/** Whether to connect although nobody listens. */
	private boolean eager;

	/** Whether a start waits for the first listener. */
	private volatile boolean waitsForListener;

	private boolean saidSo;

	/** Counts starts and stops: what belongs to an earlier one is over. */
	private int run;

	/** Whether delivery takes events, so that the position may be asked for. */
	private boolean ready;

	private volatile boolean closed;

	SourceControl(SourceParts parts, GracefulStop stopping) {
		this.parts = parts;
		this.stopping = stopping;
		this.ownership = new Ownership(parts, this::turn, parts.connection()::start);
		this.ends = new StopChain(parts, this.stopping, this.ownership);
	}

	Ownership ownership() {
		return this.ownership;
	}

	/**
	 * Starts, and connects although nobody listens yet: events wait for who will.
	 */
	void startEagerly() {
		turn(() -> this.eager = true);
		start();
	}

	/**
	 * Starts.
	 * @return completes at the first answer of the store, with its failure if the
	 * position can not be used
	 */
	CompletionStage<Void> start() {
		requireOpen();
		CompletableFuture<Void> tried = new CompletableFuture<>();
		turn(() -> startNow(tried));
		return tried;
	}

	private void requireOpen() {
		if (this.closed) {
			throw new IllegalStateException("Event source '" + this.parts.name() + "' is closed");
		}
	}

	private void startNow(CompletableFuture<Void> tried) {
		if (this.running && this.parts.hasEnded()) {
			stopNow(this.parts.connection().state().reason());
		}
		if (this.closed || this.parts.disabled() || this.running) {
			tried.complete(null);
			return;
		}
		this.running = true;
		this.paused = false;
		openWhenStopped(tried);
	}

	private void openWhenStopped(CompletableFuture<Void> tried) {
		int current = ++this.run;
		this.ends.then(() -> turn(() -> open(current, tried)));
	}

	private void open(int current, CompletableFuture<Void> tried) {
		if (!this.running || current != this.run) {
			tried.complete(null);
			return;
		}
		this.ready = true;
		this.parts.delivery().start();
		this.parts.sweep().add(this.tick);
		if (!this.eager && this.parts.delivery().handlers().isEmpty()) {
			this.waitsForListener = true;
			this.parts.connection().stop("no-listener");
			tried.complete(null);
			return;
		}
		connectSoon(tried);
	}

	private void connectSoon(CompletableFuture<Void> tried) {
		this.waitsForListener = false;
		if (this.paused) {
			// whoever is paused by hand takes no stream from others
			this.parts.connection().hold(EventSourceState.Kind.PAUSED, "paused");
			tried.complete(null);
			return;
		}
		this.ownership.acquire(tried);
	}

	Registration add(EventHandler handler) {
		Registration registration = this.parts.delivery().add(handler);
		turn(() -> {
			if (this.running && this.waitsForListener) {
				connectSoon(new CompletableFuture<>());
			}
		});
		return registration;
	}

	CompletionStage<Void> beginStop(String reason) {
		CompletableFuture<Void> done = new CompletableFuture<>();
		turn(() -> {
			stopNow(reason);
			this.ends.then(() -> done.complete(null));
		});
		return done;
	}

	private void stopNow(String reason) {
		if (this.running) {
			endRun();
			this.ends.stop(reason);
			this.ends.handOver();
		}
	}

	private void endRun() {
		this.running = false;
		this.paused = false;
		this.ready = false;
		// or a listener that comes before the next start is complete would run ahead of
		// it
		this.waitsForListener = false;
		this.run++;
		this.parts.sweep().remove(this.tick);
	}

	/** The lease has ended, or another instance has taken over. */
	private void lose() {
		logger.warn("Event source '" + this.parts.name() + "' no longer owns its stream: it drops the events that wait,"
				+ " and stands by");
		this.ownership.abandon();
		this.ready = false;
		this.parts.connection()
			.hold(this.paused ? EventSourceState.Kind.PAUSED : EventSourceState.Kind.STANDBY,
					this.paused ? "paused" : "lease-lost");
		this.ends.drain();
		openWhenStopped(new CompletableFuture<>());
	}

	/** Lets another instance try where this one has given up. */
	private void retire() {
		this.ready = false;
		this.ends.drain();
		this.ends.handOver();
	}

	void pause() {
		turn(() -> {
			if (this.running && !this.paused && !this.parts.hasEnded()) {
				this.paused = true;
				pauseNow();
			}
		});
	}

	private void pauseNow() {
		if (this.ownership.isHeld()) {
			this.parts.connection().pause();
			this.parts.delivery().pause();
		}
		else if (!this.waitsForListener) {
			this.ownership.abandon();
			this.stopping.handOver();
			this.parts.connection().hold(EventSourceState.Kind.PAUSED, "paused");
		}
	}

	void resume() {
		turn(() -> {
			if (this.running && this.paused) {
				this.paused = false;
				resumeNow();
			}
		});
	}

	private void resumeNow() {
		if (this.ownership.isHeld()) {
			// a handler that runs in this thread may pause again
			this.parts.connection().resume();
			this.parts.delivery().resume();
		}
		else {
			askAgain();
		}
	}

	private void askAgain() {
		if (this.ready && !this.paused && !this.waitsForListener && !this.ownership.isHeld()) {
			connectSoon(new CompletableFuture<>());
		}
	}

	void reconnect() {
		turn(() -> {
			if (this.running && !this.paused && this.ownership.isHeld()) {
				this.parts.connection().reconnect();
			}
			else if (this.running && !this.parts.hasEnded()) {
				askAgain();
			}
		});
	}

	/**
	 * Stops, moves the position, and starts again if the source was running.
	 * @param lastEventId where to
	 * @return completes when it is moved, and fails if it stays where it was
	 */
	CompletionStage<Void> reset(String lastEventId) {
		requireOpen();
		CompletableFuture<Void> done = new CompletableFuture<>();
		turn(() -> {
			boolean restart = this.running;
			if (restart) {
				endRun();
				// not handed over: the stream is not to go elsewhere meanwhile
				this.ends.stop("stopped");
			}
			this.ends.move(lastEventId, done);
			if (restart) {
				startNow(new CompletableFuture<>());
			}
			else {
				this.ends.handOver();
			}
		});
		return done;
	}

	/**
	 * Closes for good.
	 * @return completes when no handler runs, and the stream is handed over
	 */
	CompletionStage<Void> close() {
		this.closed = true;
		// at once, whoever has the turn: nothing is called any more
		CompletionStage<Void> drained = this.stopping.close();
		CompletableFuture<Void> done = new CompletableFuture<>();
		turn(() -> {
			endRun();
			this.ownership.abandon();
			this.parts.connection().stop("closed");
			drained.thenCompose((none) -> this.stopping.handOver()).thenRun(() -> done.complete(null));
		});
		return done;
	}

	/** Whether it was started and not stopped since. For any thread. */
	boolean isRunning() {
		return this.running;
	}

	boolean isClosed() {
		return this.closed;
	}

	private void tick() {
		this.parts.connection().tick();
		this.parts.delivery().tick();
		if (this.waitsForListener && !this.saidSo) {
			// said late: who registers a source adds its listeners right after
			this.saidSo = true;
			logger.warn("No listener takes events of '" + this.parts.name() + "': it connects when one comes");
		}
		if (this.ownership.isDue() || this.ownership.isSpent()) {
			this.parts.soon(() -> turn(this::lookAfterLease));
		}
	}

	private void lookAfterLease() {
		if (!this.running) {
			return;
		}
		boolean lost = this.ownership.isLost();
		if (lost) {
			this.parts.delivery().keeper().giveUp();
		}
		if (lost && !this.parts.hasEnded()) {
			lose();
		}
		else if (lost || this.ownership.isSpent()) {
			retire();
		}
		else {
			this.ownership.renew();
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

package dev.eventsource.connection;

import java.time.Instant;

import dev.eventsource.EventSourceState;

/**
 * The connection of one source: kept open, and made anew, until told otherwise. Has no
 * thread and no lock of its own: what is asked of it takes effect in the calling thread,
 * or right after what is running in another one. Every method may be called from any
 * thread, also from within what the connection calls.
 */
public final class Connection {

	private final SerialTurns turns = new SerialTurns();

	private final Inbox inbox = new Inbox(this.turns, this::step);

	private final ConnectionSeams seams;

	private final ConnectionRules rules;

	private final Notices notices;

	private final ConnectionEffects effects;

	private ConnectionState state;

	private volatile EventSourceState view;

	/**
	 * Creates a connection that is closed.
	 * @param settings settings of the source
	 * @param seams the world around
	 * @param receiver takes what the stream brings
	 * @param observer is told what happens
	 */
	public Connection(ConnectionSettings settings, ConnectionSeams seams, EventReceiver receiver,
			ConnectionObserver observer) {
		this.seams = seams;
		this.rules = settings.rules().renewing(!seams.credentials().isEmpty());
		this.notices = new Notices(settings.source(), observer);
		this.effects = new ConnectionEffects(settings, seams, receiver, this.notices, this.inbox);
		this.state = ConnectionState.Ended.unstarted(seams.timer().instant());
		this.view = this.state.view();
	}

	/**
	 * Connects and keeps connected. Without effect unless the connection is closed, held
	 * or has failed.
	 * @param lastEventId the position to go on from, the committed one; empty for none
	 */
	public void start(String lastEventId) {
		this.inbox.send(new Signal.Start(lastEventId));
	}

	/**
	 * Is without a connection, and shows why, until {@link #start(String)}.
	 * @param kind what to show meanwhile
	 * @param reason why, in one word
	 */
	public void hold(EventSourceState.Kind kind, String reason) {
		end(new Signal.Hold(kind, reason, 0, null, null));
	}

	/**
	 * Is without a connection because there is no position to go on from, and tells so,
	 * until {@link #start(String)}.
	 * @param reason why, in one word
	 * @param message what happened, free of secrets
	 * @param attempts how often in a row
	 * @param next when it is tried again
	 */
	public void waitFor(String reason, String message, int attempts, Instant next) {
		end(new Signal.Hold(EventSourceState.Kind.WAITING, reason, attempts, next, message));
	}

	/**
	 * Closes. Nothing is delivered after it and no timer runs on.
	 * @param reason why, in one word
	 */
	public void stop(String reason) {
		end(new Signal.Stop(reason));
	}

	/**
	 * Gives up.
	 * @param reason why, in one word
	 * @param message what happened, free of secrets
	 */
	public void fail(String reason, String message) {
		end(new Signal.Fail(new Failure(reason, 0, message)));
	}

	/**
	 * Lets the connection go until {@link #resume()}. Without effect on one that has
	 * ended.
	 */
	public void pause() {
		interrupt(new Signal.Pause());
	}

	/**
	 * Goes on from the received id after a pause.
	 */
	public void resume() {
		this.inbox.send(new Signal.Resume());
	}

	/**
	 * Ends the stream or the wait, and connects at once. Without effect while connecting,
	 * paused or ended.
	 */
	public void reconnect() {
		interrupt(new Signal.Restart());
	}

	/**
	 * Runs a task behind what was asked before it: once this has closed, nothing of the
	 * old stream comes any more.
	 * @param task what to run; throws nothing
	 */
	public void afterwards(Runnable task) {
		this.turns.run(task);
	}

	/**
	 * The receiver has room again.
	 */
	public void roomAvailable() {
		this.turns.run(this.effects::renewDemand);
	}

	/**
	 * Looks at the clock. To be called about once a second.
	 */
	public void tick() {
		// whoever has the turn now is a sign of life; the next tick is soon
		if (this.turns.tryEnter()) {
			try {
				this.effects.tick();
			}
			finally {
				this.turns.leave();
			}
		}
	}

	/**
	 * Returns where the connection stands.
	 * @return a snapshot
	 */
	public EventSourceState state() {
		return this.view;
	}

	/**
	 * Returns the id that was received last, as of the last network buffer.
	 * @return the id, empty for none
	 */
	public String lastEventId() {
		return this.effects.lastEventId();
	}

	/**
	 * Returns what the server said when it last refused a finite stream.
	 * @return the beginning of the body; empty if there was none
	 */
	public byte[] refusal() {
		return this.effects.refusal();
	}

	private void end(Signal signal) {
		StreamReader reader = this.effects.reader();
		if (reader != null && !this.turns.isInside()) {
			// the rest of a buffer that another thread is parsing comes again after a
			// start
			reader.silence();
		}
		interrupt(signal);
	}

	private void interrupt(Signal signal) {
		StreamReader reader = this.effects.reader();
		if (reader != null && this.turns.isInside()) {
			reader.halt();
		}
		this.inbox.send(signal);
	}

	private void step(Signal signal) {
		Moment now = new Moment(this.rules, this.seams.timer().nanoTime(), this.seams.timer().instant(),
				this.seams.random().nextDouble());
		Step step = this.state.on(signal, now);
		this.state = step.next();
		EventSourceState before = this.view;
		// before the exchange is let go: whoever sees that sees the new state, too
		this.view = this.state.view();
		this.effects.begin(this.state.memory().epoch());
		if (!this.view.equals(before)) {
			this.notices.stateChanged(this.view);
		}
		step.effects().forEach((effect) -> effect.applyTo(this.effects));
	}

}

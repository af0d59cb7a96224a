package dev.eventsource.delivery;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletionStage;

import dev.eventsource.FailedEvent;
import dev.eventsource.Registration;
import dev.eventsource.checkpoint.PositionKeeper;
import org.jspecify.annotations.Nullable;

/**
 * Brings the events of one source to its handlers, in order, and its position to the
 * store once they are handled.
 * <p>
 * The stream calls {@link #event}, {@link #position(String)}, {@link #skipped},
 * {@link #signal}, {@link #flush()} and {@link #hasRoom()}, one call at a time;
 * everything else may be called from any thread. Nothing here blocks.
 */
public final class Delivery implements EventHandlers {

	private final DeliveryParts parts;

	private final SerialLoop loop;

	private final Acknowledger acknowledger;

	private final Dispatcher dispatcher;

	private final DeadLetterDesk deadLetters;

	private final LastReceived lastReceived;

	private final FullTime fullTime;

	/** Owned by the stream, as is the next: events of one type, not told of yet. */
	private int received;

	private String receivedType = "";

	/**
	 * Creates the delivery of a source, not started.
	 * @param settings settings of the source
	 * @param seams what is needed from outside
	 * @param observer is told what becomes of events
	 * @param roomAvailable called once there is room again after {@link #hasRoom()} said
	 * no
	 */
	public Delivery(DeliverySettings settings, DeliverySeams seams, DeliveryObserver observer, Runnable roomAvailable) {
		PositionKeeper keeper = new PositionKeeper(settings.position(), JoinedStore.of(settings, seams),
				seams.storeExecutor(), seams.timer());
		DeliveryObserver guarded = new GuardedObserver(observer);
		this.fullTime = new FullTime(seams.timer());
		Mailbox mailbox = new Mailbox(settings, this.fullTime.ending(() -> GuardedObserver.guard(roomAvailable)));
		Committer committer = new Committer(settings, seams, keeper, guarded, this::wake);
		this.parts = new DeliveryParts(settings, seams, guarded, new Lifecycle(), mailbox,
				new HandlerList(this::wakeAll), committer, new DeadLetterOffice(seams, guarded), new Tallies(),
				this::wake);
		this.lastReceived = new LastReceived(seams.timer());
		Deduplication known = Deduplication.of(this.parts);
		this.acknowledger = new Acknowledger(committer, known);
		this.dispatcher = new Dispatcher(this.parts, this.acknowledger, known);
		this.deadLetters = new DeadLetterDesk(this.parts, this.dispatcher.redeliveries());
		this.loop = new SerialLoop(seams.executor(), this.dispatcher);
	}

	private void wake() {
		this.loop.wake();
	}

	private void wakeAll() {
		wake();
		this.dispatcher.lanes().wake();
	}

	/**
	 * Takes note of where the events from here on come from.
	 * @param origin the origin of the stream
	 */
	public void begin(String origin) {
		this.parts.mailbox().begin(origin);
	}

	/**
	 * Takes an event, to be dispatched after {@link #flush()}. Drops it when not started.
	 * @param type the event type
	 * @param lastEventId the id now in force
	 * @param bytes holds the data; copied
	 * @param offset where the data begins
	 * @param length how many bytes it has
	 */
	public void event(String type, String lastEventId, byte[] bytes, int offset, int length) {
		if (this.parts.mailbox().add(type, lastEventId, bytes, offset, length)) {
			received(type);
		}
	}

	private void received(String type) {
		if (type != this.receivedType) {
			tellReceived();
			this.receivedType = type;
		}
		this.received++;
	}

	/** Once for events of one type in a row, not once an event. */
	private void tellReceived() {
		int events = this.received;
		if (events > 0) {
			this.received = 0;
			this.lastReceived.event();
			this.parts.tallies().received().add(events);
			this.parts.observer().received(this.receivedType, events);
		}
	}

	/**
	 * Takes a move of the position without an event.
	 * @param lastEventId the id now in force
	 */
	public void position(String lastEventId) {
		this.parts.mailbox().add(new Entry.Position(lastEventId));
	}

	/**
	 * Takes word of an event that was passed over.
	 * @param reason why
	 * @param lastEventId the id in force behind it
	 */
	public void skipped(String reason, String lastEventId) {
		if (this.parts.mailbox().add(new Entry.Skipped(reason, lastEventId))) {
			this.parts.tallies().received().add();
		}
	}

	/**
	 * Takes something to run between the events before it and those after it, on the
	 * executor. It is run also when events are dropped, unless this is closed. What it
	 * throws is logged.
	 * @param notification what to run; handed over at once
	 */
	public void signal(Runnable notification) {
		this.parts.mailbox().add(new Entry.Signal(notification));
		flush();
	}

	/** Hands over what was taken. */
	public void flush() {
		tellReceived();
		this.lastReceived.flush();
		if (this.parts.mailbox().flush()) {
			wake();
		}
	}

	/**
	 * Returns whether more may be taken; after a no, word comes once it may. One event
	 * always fits.
	 */
	public boolean hasRoom() {
		return this.fullTime.told(this.parts.mailbox().hasRoom());
	}

	/**
	 * Adds a handler.
	 * @throws dev.eventsource.InvalidSpecException if it can not be part of the
	 * transactions that the settings ask for
	 */
	@Override
	public Registration add(EventHandler handler) {
		HandlingReader.require(this.parts.settings(), handler);
		return this.parts.list().add(handler);
	}

	@Override
	public List<EventHandler> handlers() {
		return this.parts.handlers().handlers();
	}

	/** Returns what keeps the position, to be asked for it before a start. */
	public PositionKeeper keeper() {
		return this.parts.committer().keeper();
	}

	/**
	 * Lets dispatch begin. Has no effect when started.
	 * @throws IllegalStateException when closed, or before a stop is complete
	 */
	public void start() {
		synchronized (this.parts) {
			if (!this.parts.lifecycle().start()) {
				return;
			}
			this.parts.mailbox().accept();
		}
		wakeAll();
	}

	/**
	 * Makes no further call until {@link #resume()}; what waits is kept.
	 */
	public void pause() {
		this.parts.lifecycle().pause();
		wakeAll();
	}

	/** Ends a pause. */
	public void resume() {
		this.parts.lifecycle().resume();
		wakeAll();
	}

	/**
	 * Makes no further call and drops events that wait. {@link #start()} works again when
	 * it is complete.
	 * @return completes, on the executor, when no handler runs and everything handled is
	 * stored
	 */
	public CompletionStage<Void> stop() {
		synchronized (this.parts) {
			if (this.parts.lifecycle().stop()) {
				this.parts.mailbox().drop();
			}
		}
		CompletionStage<Void> stopped = this.parts.lifecycle().stopped().copy();
		wakeAll();
		return stopped;
	}

	/**
	 * Interrupts the handler that is running. If this stops it also waits no longer for
	 * the store, nor for the completion of a handler that has returned.
	 */
	public void interrupt() {
		this.parts.lifecycle().hurry();
		this.dispatcher.interrupt();
		wakeAll();
	}

	/**
	 * Stops for good: as {@link #stop()}, and no signal is run any more.
	 * @return completes as that of {@link #stop()}
	 */
	public CompletionStage<Void> close() {
		synchronized (this.parts) {
			if (this.parts.lifecycle().close()) {
				this.parts.mailbox().drop();
			}
		}
		CompletionStage<Void> closed = this.parts.lifecycle().stopped().copy();
		wakeAll();
		return closed;
	}

	/** Looks after what is due by time. To be called about once a second. */
	public void tick() {
		this.loop.retry();
		this.dispatcher.tick(this.parts.seams().timer().nanoTime());
		this.parts.mailbox().rest();
		if (this.parts.committer().isDirty()) {
			wakeAll();
		}
	}

	/**
	 * Returns how many entries wait in the mailbox.
	 */
	public int waiting() {
		return this.parts.mailbox().waiting();
	}

	/** Returns whether handlers keep up with the stream. */
	public StreamPace pace() {
		return this.fullTime.pace();
	}

	/**
	 * Returns who takes longer than {@code delivery.stuck-after}.
	 * @return the name of the thread, or of the handler where none is held; {@code null}
	 * if nobody does
	 */
	public @Nullable String stuck() {
		return this.dispatcher.stuck(this.parts.seams().timer().nanoTime());
	}

	/**
	 * Returns whether the calling thread delivers for this source, as inside a handler, a
	 * callback or an error handler: it must not wait for that to end.
	 * @return whether it is
	 */
	public boolean isCalling() {
		return this.loop.isInside() || this.dispatcher.lanes().isInside();
	}

	/** Returns when an event came last; {@code null} if none has. */
	public @Nullable Instant lastEventAt() {
		return this.lastReceived.at();
	}

	/**
	 * Returns how the store keeps up.
	 * @return a snapshot
	 */
	public StoreLag storeLag() {
		return new StoreLag(this.parts.committer().behindSince(), this.parts.committer().failingSince());
	}

	/**
	 * Returns whether nothing more is called because an event must not be passed.
	 * @return whether only a stop ends this
	 */
	public boolean hasFailed() {
		return this.parts.lifecycle().mode() == Lifecycle.Mode.FAILED;
	}

	/**
	 * Returns how many entries are done with, but wait for an acknowledgement, their own
	 * or one before, or for an event before them.
	 * @return the count
	 */
	public int unacknowledged() {
		return this.acknowledger.unacknowledged();
	}

	/**
	 * Returns the dead letters of this source.
	 * @return always the same
	 */
	public DeadLetterDesk deadLetters() {
		return this.deadLetters;
	}

	/**
	 * Returns what became of events.
	 * @return a snapshot
	 */
	public DeliveryCounts counts() {
		return this.parts.tallies().counts(this.parts.mailbox().discarded());
	}

}

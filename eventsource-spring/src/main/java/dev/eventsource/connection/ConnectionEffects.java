package dev.eventsource.connection;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Objects;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Does what moves want done: sends requests, reads bodies, waits. Used in turns, except
 * where said otherwise.
 */
final class ConnectionEffects implements Effect.Executor {

	private static final Log log = LogFactory.getLog(Connection.class);

	private final ConnectionSettings settings;

	private final ConnectionSeams seams;

	private final EventReceiver receiver;

	private final Notices notices;

	private final Inbox inbox;

	private final RequestAccess access;

	private final @Nullable Finish finish;

	private final Cursor cursor;

	private volatile Line line = new Line(0, "");

	ConnectionEffects(ConnectionSettings settings, ConnectionSeams seams, EventReceiver receiver, Notices notices,
			Inbox inbox) {
		this.settings = settings;
		this.seams = seams;
		this.receiver = receiver;
		this.notices = notices;
		this.inbox = inbox;
		this.access = new RequestAccess(settings, seams);
		this.finish = Finish.of(settings, inbox, seams.timer());
		this.cursor = new Cursor(settings.sendId());
	}

	/** Lets go what the epoch before held. */
	void begin(int epoch) {
		Line old = this.line;
		if (old.epoch() == epoch) {
			return;
		}
		this.line = new Line(epoch, "");
		old.release();
		StreamReader reader = old.reader();
		if (reader != null) {
			reader.halt();
			this.notices.released(reader.age(this.seams.timer().nanoTime()));
		}
	}

	/**
	 * Returns what reads the present body, {@code null} if there is none. For any thread.
	 */
	@Nullable StreamReader reader() {
		return this.line.reader();
	}

	/** Returns the id that was received last, empty for none. For any thread. */
	String lastEventId() {
		return this.cursor.received();
	}

	@Override
	public Notices notices() {
		return this.notices;
	}

	@Override
	public void goOnFrom(String lastEventId) {
		this.cursor.startFrom(lastEventId);
	}

	@Override
	public void setIdAside() {
		this.cursor.setAside();
		this.notices.gap("rejected-id", this.cursor.received());
	}

	@Override
	public void renewCredentials() {
		this.access.renew();
	}

	@Override
	public void wakeAfter(Duration delay) {
		wakeIn(delay, this.line);
	}

	@Override
	public void connect(Hop hop) {
		if (this.cursor.isNewlyUnsendable()) {
			this.notices.gap("unsendable-id", this.cursor.received());
		}
		Line line = new Line(this.line.epoch(), this.cursor.toSend());
		this.line = line;
		line.hold(this.seams.gate().enter(() -> this.inbox.turns().run(() -> launch(line, hop))));
	}

	private void launch(Line line, Hop hop) {
		if (line != this.line) {
			return;
		}
		if (!this.access.isAsked(hop)) {
			send(line, hop, RequestParts.NONE);
			return;
		}
		Signal late = lost(line, Failure.of(Failure.CREDENTIALS));
		Preparation preparation = this.access.prepare(hop, line.sentId(),
				(request, failure) -> this.inbox.turns().run(() -> prepared(line, hop, request, failure)));
		if (preparation == null) {
			this.inbox.send(late);
			return;
		}
		line.hold(preparation);
		Duration limit = this.settings.timeouts().head();
		if (!limit.isZero()) {
			line.hold(this.seams.timer().schedule(limit, () -> this.inbox.send(late)));
		}
		preparation.begin();
	}

	private void prepared(Line line, Hop hop, PreparedRequest request, @Nullable Throwable failure) {
		if (line != this.line) {
			return;
		}
		line.cancelTimer();
		if (failure != null) {
			this.inbox.send(lost(line, Preparation.failure(failure)));
			return;
		}
		send(line, hop, this.access.take(request));
	}

	private void send(Line line, Hop hop, RequestParts parts) {
		Duration limit = this.settings.timeouts().untilHead();
		if (!limit.isZero()) {
			wakeIn(limit, line);
		}
		this.notices.asking(hop.uri(), line.sentId());
		try {
			StreamRequest request = this.access.create(hop, line.sentId(), parts);
			line.hold(hop);
			ExchangeListener signals = new ExchangeSignals(line, this, this.inbox);
			line.hold(this.seams.transport()
				.open(request, (this.finish != null) ? this.finish.listener(signals, line) : signals));
		}
		catch (RuntimeException ex) {
			this.inbox.send(lost(line, ex));
		}
		catch (Error ex) {
			// as from a filter that the class path does not fit
			failInternally(ex);
		}
	}

	byte[] refusal() {
		return (this.finish != null) ? this.finish.refusal() : new byte[0];
	}

	@Override
	public void read(Hop hop) {
		Line line = this.line;
		line.cancelTimer();
		line.leaveGate();
		long now = this.seams.timer().nanoTime();
		long maxAge = this.settings.timeouts().maxAge(this.seams.random().nextDouble());
		Gunzip gunzip = line.isPacked() ? new Gunzip(this.settings.expansionRatio()) : null;
		StreamReader reader = new StreamReader(Objects.requireNonNull(line.exchange()),
				(this.finish != null) ? this.finish.receiver(this.receiver, line) : this.receiver,
				(millis) -> this.inbox.send(new Signal.Retry(line.epoch(), millis)),
				new StreamReader.Beginning(this.settings, Origin.of(hop.uri()), this.cursor,
						new LifeSigns(this.settings.timeouts(), maxAge, now), gunzip));
		line.hold(reader);
		renewDemand(line, now);
	}

	@Override
	public void tellOpened(Effect.TellOpened opened) {
		this.notices.opened(opened, this.line, this.cursor);
	}

	/**
	 * The transport is connected: the time for the response head begins.
	 * @param line whose exchange it is
	 */
	void onConnected(Line line) {
		if (line == this.line && line.reader() == null) {
			line.cancelTimer();
			if (!this.settings.timeouts().head().isZero()) {
				wakeIn(this.settings.timeouts().head(), line);
			}
		}
	}

	/**
	 * The head is there: its cookies go along with the next request.
	 * @param line whose exchange it is
	 * @param head the head
	 */
	void onHead(Line line, ResponseHead head) {
		if (line == this.line) {
			this.access.keep(line.hop(), head);
		}
	}

	/**
	 * A piece of the body is there.
	 * @param line whose exchange it is
	 * @param buffer its bytes
	 */
	void onBody(Line line, ByteBuffer buffer) {
		StreamReader reader = line.reader();
		if (line != this.line || reader == null) {
			return;
		}
		try {
			long now = this.seams.timer().nanoTime();
			int bytes = buffer.remaining();
			reader.read(buffer, now);
			this.notices.received(bytes);
			renewDemand(line, now);
			if (reader.isAged(now)) {
				this.inbox.send(lost(line, Failure.of("max-age")));
			}
		}
		catch (BrokenEncodingException ex) {
			this.inbox.send(lost(line, ex.failure()));
		}
		catch (Throwable ex) {
			failInternally(ex);
		}
	}

	/**
	 * Looks at the clock, and for room that nobody told of.
	 */
	void tick() {
		Line line = this.line;
		StreamReader reader = line.reader();
		if (reader == null) {
			return;
		}
		long now = this.seams.timer().nanoTime();
		String reason = reader.overdue(now);
		if (reason != null) {
			this.inbox.send(lost(line, Failure.of(reason)));
			return;
		}
		renewDemand();
	}

	void renewDemand() {
		renewDemand(this.line, this.seams.timer().nanoTime());
	}

	Signal lost(Line line, Throwable thrown) {
		this.notices.exchangeLost(thrown);
		return lost(line, NetworkFailure.classify(thrown, line.reader() != null));
	}

	Signal lost(Line line, Failure failure) {
		StreamReader reader = line.reader();
		if (reader != null && failure.isCleanEnd()) {
			if (reader.isMidPack()) {
				return new Signal.Lost(line.epoch(), Failure.of("truncated-chunk"), reader.hasDelivered());
			}
			if (this.finish != null) {
				return this.finish.atEnd(line);
			}
		}
		return new Signal.Lost(line.epoch(), failure, reader != null && reader.hasDelivered());
	}

	private void renewDemand(Line line, long now) {
		StreamReader reader = line.reader();
		if (reader == null) {
			return;
		}
		try {
			reader.renewDemand(now);
		}
		catch (RuntimeException ex) {
			failInternally(ex);
		}
	}

	private void wakeIn(Duration delay, Line line) {
		Signal timeUp = new Signal.TimeUp(line.epoch());
		line.hold(this.seams.timer().schedule(delay, () -> this.inbox.send(timeUp)));
	}

	private void failInternally(Throwable thrown) {
		log.error("Event source '" + this.settings.source() + "' could not take over an event", thrown);
		this.inbox.send(new Signal.Fail(Failure.of("internal-error")));
	}

}

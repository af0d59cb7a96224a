package dev.eventsource.connection;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.function.LongConsumer;

import dev.eventsource.parser.EventSink;
import dev.eventsource.parser.EventStreamParser;
import dev.eventsource.parser.SkipReason;
import org.jspecify.annotations.Nullable;

/**
 * Reads the body of one open connection: asks for buffers, parses them and passes on what
 * they bring. Used in turns.
 */
final class StreamReader implements EventSink {

	private final Transport.Exchange exchange;

	private final EventReceiver receiver;

	private final LongConsumer retry;

	private final Cursor cursor;

	private final LifeSigns signs;

	private final Demand demand;

	private final EventStreamParser parser;

	private final @Nullable Gunzip gunzip;

	private boolean delivered;

	private boolean completed;

	private boolean halted;

	private volatile boolean silenced;

	StreamReader(Transport.Exchange exchange, EventReceiver receiver, LongConsumer retry, Beginning beginning) {
		this.exchange = exchange;
		this.receiver = receiver;
		this.retry = retry;
		this.cursor = beginning.cursor();
		this.signs = beginning.signs();
		this.gunzip = beginning.gunzip();
		this.demand = (this.gunzip != null) ? Demand.oneByOne() : new Demand(beginning.settings().bufferBytes());
		this.parser = new EventStreamParser(this.cursor.received(), beginning.settings().limits(), this);
		receiver.begin(beginning.origin().toString());
	}

	void read(ByteBuffer buffer, long now) {
		this.completed = false;
		this.demand.arrived(buffer.remaining());
		try {
			feed(buffer);
		}
		finally {
			parsed(now);
		}
	}

	private void feed(ByteBuffer buffer) {
		if (this.gunzip == null) {
			this.parser.feed(buffer);
		}
		else {
			this.gunzip.feed(buffer, this.parser::feed);
		}
	}

	private void parsed(long now) {
		this.signs.onBytes(this.completed, this.parser.midEvent(), now);
		if (!this.silenced) {
			this.cursor.moveTo(this.parser.lastEventId());
		}
		this.receiver.flush();
	}

	/**
	 * Asks for more if there is room for it.
	 * @param now clock reading
	 */
	void renewDemand(long now) {
		if (this.halted || !this.receiver.hasRoom()) {
			return;
		}
		boolean paused = !this.demand.isOutstanding();
		int more = this.demand.renew();
		if (paused) {
			this.signs.restartClocks(now);
		}
		if (more > 0) {
			this.exchange.request(more);
		}
	}

	/**
	 * Ends the parsing here, in the middle of a buffer if need be; the position stays
	 * where it is.
	 */
	void halt() {
		this.halted = true;
		this.parser.close();
		if (this.gunzip != null) {
			this.gunzip.close();
		}
	}

	/**
	 * Passes nothing on from here, whatever the parser still finds: its position no
	 * longer counts. For any thread.
	 */
	void silence() {
		this.silenced = true;
	}

	@Nullable String overdue(long now) {
		return this.signs.overdue(this.demand.isOutstanding(), now);
	}

	boolean isAged(long now) {
		return this.signs.isAged(now);
	}

	Duration age(long now) {
		return this.signs.age(now);
	}

	/**
	 * Returns whether a body that ends here was cut.
	 * @return whether packed data has begun and not ended
	 */
	boolean isMidPack() {
		return this.gunzip != null && !this.gunzip.isComplete();
	}

	boolean hasDelivered() {
		return this.delivered;
	}

	@Override
	public void event(String type, String lastEventId, byte[] bytes, int offset, int length) {
		if (!this.silenced) {
			moved();
			this.receiver.event(type, lastEventId, bytes, offset, length);
		}
	}

	@Override
	public void position(String lastEventId) {
		if (!this.silenced) {
			moved();
			this.receiver.position(lastEventId);
		}
	}

	@Override
	public void skipped(SkipReason reason, String lastEventId) {
		if (!this.silenced) {
			moved();
			this.receiver.skipped(reason, lastEventId);
		}
	}

	@Override
	public void retry(long millis) {
		this.retry.accept(millis);
	}

	private void moved() {
		this.delivered = true;
		this.completed = true;
	}

	/**
	 * With what a stream begins.
	 *
	 * @param settings settings of the source
	 * @param origin origin of the final URL
	 * @param cursor the position, moved on as events come
	 * @param signs watches the stream
	 * @param gunzip unpacks the body, or {@code null} if it comes as it is
	 */
	record Beginning(ConnectionSettings settings, Origin origin, Cursor cursor, LifeSigns signs,
			@Nullable Gunzip gunzip) {

	}

}

package dev.eventsource.connection;

import dev.eventsource.Registration;
import org.jspecify.annotations.Nullable;

/**
 * What one epoch holds: at most a place at the gate, an exchange, a timer and a reader.
 * Used in turns, except where said otherwise.
 */
final class Line {

	private final int epoch;

	private final String sentId;

	private Transport.@Nullable Exchange exchange;

	private @Nullable Hop hop;

	private @Nullable Registration timer;

	private ConnectGate.@Nullable Place place;

	private volatile @Nullable StreamReader reader;

	private volatile boolean packed;

	private volatile @Nullable String resumedFrom;

	/**
	 * Creates a line that holds nothing.
	 * @param epoch its epoch
	 * @param sentId the position its request carries, empty for none
	 */
	Line(int epoch, String sentId) {
		this.epoch = epoch;
		this.sentId = sentId;
	}

	int epoch() {
		return this.epoch;
	}

	String sentId() {
		return this.sentId;
	}

	/**
	 * Returns where the request has gone.
	 * @return the hop, or {@code null} before that
	 */
	@Nullable Hop hop() {
		return this.hop;
	}

	void hold(Hop hop) {
		this.hop = hop;
	}

	Transport.@Nullable Exchange exchange() {
		return this.exchange;
	}

	/**
	 * The body comes in gzip. For any thread.
	 */
	void packed() {
		this.packed = true;
	}

	boolean isPacked() {
		return this.packed;
	}

	/**
	 * Returns what reads the body, once there is one. For any thread.
	 * @return the reader, or {@code null}
	 */
	@Nullable StreamReader reader() {
		return this.reader;
	}

	/**
	 * The server has said behind which event it begins. For any thread.
	 * @param id what the answer's head says, {@code null} for nothing
	 */
	void resumedFrom(@Nullable String id) {
		this.resumedFrom = id;
	}

	/**
	 * Returns whether the server says that it begins elsewhere than it was asked to.
	 * @return {@code false} also if it says nothing, or was asked for nothing
	 */
	boolean isResumedElsewhere() {
		String id = this.resumedFrom;
		return id != null && !this.sentId.isEmpty() && !id.strip().equals(HeaderRules.toBytes(this.sentId));
	}

	void hold(Transport.Exchange exchange) {
		this.exchange = exchange;
	}

	void hold(StreamReader reader) {
		this.reader = reader;
	}

	void hold(ConnectGate.Place place) {
		this.place = place;
	}

	/**
	 * The attempt is over, one way or the other: lets another one begin.
	 */
	void leaveGate() {
		if (this.place != null) {
			this.place.leave();
		}
	}

	/**
	 * Holds a timer in place of the one before it.
	 * @param timer the new one
	 */
	void hold(Registration timer) {
		cancelTimer();
		this.timer = timer;
	}

	void cancelTimer() {
		if (this.timer != null) {
			this.timer.remove();
			this.timer = null;
		}
	}

	/**
	 * Lets everything go.
	 */
	void release() {
		cancelTimer();
		if (this.exchange != null) {
			this.exchange.cancel();
		}
		// last: it may let another attempt begin there and then
		leaveGate();
	}

}

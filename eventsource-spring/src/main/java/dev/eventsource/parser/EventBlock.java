package dev.eventsource.parser;

/**
 * The lines between two blank lines: what their fields do, and what the blank line
 * dispatches. One method for each rule of "Interpreting an event stream" in the HTML
 * Standard.
 */
final class EventBlock {

	private final EventSink sink;

	private final DataBuffer data;

	private final EventTypeBuffer type = new EventTypeBuffer();

	private final LastEventIdBuffer id;

	private boolean started;

	EventBlock(String lastEventId, ParserLimits limits, EventSink sink) {
		this.sink = sink;
		this.data = new DataBuffer(limits.maxEventSize());
		this.id = new LastEventIdBuffer(lastEventId, limits.maxIdSize());
	}

	/** Takes a whole line, without its end. */
	void line(byte[] bytes, int from, int to) {
		if (from == to) {
			blankLine();
			return;
		}
		FieldName field = FieldName.of(bytes, from, to);
		int value = field.valueStart(bytes, from, to);
		switch (field) {
			case DATA -> data(bytes, value, to);
			case EVENT -> event(bytes, value, to);
			case ID -> id(bytes, value, to);
			case RETRY -> retry(bytes, value, to);
			case NONE -> {
				// comments and unknown fields are ignored
			}
		}
	}

	private void data(byte[] bytes, int from, int to) {
		this.started = true;
		this.data.add(bytes, from, to);
	}

	private void event(byte[] bytes, int from, int to) {
		this.started = true;
		this.type.set(bytes, from, to);
	}

	private void id(byte[] bytes, int from, int to) {
		this.started = true;
		this.id.set(bytes, from, to);
	}

	private void retry(byte[] bytes, int from, int to) {
		if (from == to || to - from > this.data.limit()) {
			return;
		}
		long millis = 0;
		for (int i = from; i < to; i++) {
			int digit = bytes[i] - '0';
			if (digit < 0 || digit > 9) {
				return;
			}
			millis = (millis > (Long.MAX_VALUE - digit) / 10) ? Long.MAX_VALUE : millis * 10 + digit;
		}
		this.sink.retry(millis);
	}

	private void blankLine() {
		this.started = false;
		boolean idChanged = this.id.commit();
		if (this.data.isEmpty()) {
			this.type.clear();
			position(idChanged);
		}
		else if (this.data.isTooLarge()) {
			skip(SkipReason.TOO_LARGE);
		}
		else if (this.type.isTooLong()) {
			skip(SkipReason.TYPE_TOO_LONG);
		}
		else {
			dispatch();
		}
	}

	private void position(boolean idChanged) {
		if (idChanged) {
			this.sink.position(this.id.lastEventId());
		}
	}

	private void skip(SkipReason reason) {
		this.type.clear();
		this.data.clear();
		this.sink.skipped(reason, this.id.lastEventId());
	}

	private void dispatch() {
		String eventType = this.type.type();
		this.type.clear();
		this.data.handTo(this.sink, eventType, this.id.lastEventId());
	}

	/**
	 * The bytes that the value of a further line may have; a longer one is worth nothing.
	 */
	int room(FieldName field) {
		return switch (field) {
			case DATA -> Math.max(0, this.data.room());
			case EVENT -> ParserLimits.TYPE_SIZE;
			case ID -> this.id.limit();
			case RETRY -> this.data.limit();
			case NONE -> 0;
		};
	}

	/** Takes note of a line that was dropped because its value is over its room. */
	void overLimit(FieldName field) {
		this.started = this.started || field != FieldName.RETRY;
		switch (field) {
			case DATA -> this.data.drop();
			case EVENT -> this.type.drop();
			case ID, RETRY, NONE -> {
				// ignored, as if it had not been sent
			}
		}
	}

	/** The bytes of the lines so far are about to be used again. */
	void keep() {
		this.data.keep();
	}

	/** Many bytes are about to come. */
	void expectMany() {
		this.id.renew();
	}

	boolean isStarted() {
		return this.started;
	}

	String lastEventId() {
		return this.id.lastEventId();
	}

	int retainedBytes() {
		return this.data.retainedBytes();
	}

}

package dev.eventsource.parser;

/**
 * How much of a stream a parser keeps at most. What is over a limit is dropped as it
 * comes, and never an error: the parser stays in step.
 *
 * @param eventSize bytes of an event's data, with the line feed between two lines; or of
 * any other line that has to be kept whole. An event over it is skipped. 0 = unlimited
 * @param idSize bytes of an id; one over it is ignored. 0 = unlimited
 */
public record ParserLimits(long eventSize, int idSize) {

	/**
	 * The limits unless set: 8 MB an event, 4 KB an id.
	 */
	public static final ParserLimits DEFAULT = new ParserLimits(8 * 1024 * 1024, 4 * 1024);

	/**
	 * Bytes of an event type; an event over it is skipped.
	 */
	public static final int TYPE_SIZE = 256;

	/** What an array can hold, less room for a field name. */
	private static final int ARRAY_SIZE = Integer.MAX_VALUE - 64;

	public ParserLimits {
		if (eventSize < 0 || idSize < 0) {
			throw new IllegalArgumentException(
					"Parser limits must not be negative: event size " + eventSize + ", id size " + idSize);
		}
	}

	int maxEventSize() {
		return orUnlimited(this.eventSize);
	}

	int maxIdSize() {
		return orUnlimited(this.idSize);
	}

	private static int orUnlimited(long size) {
		return (size == 0) ? ARRAY_SIZE : (int) Math.min(size, ARRAY_SIZE);
	}

}

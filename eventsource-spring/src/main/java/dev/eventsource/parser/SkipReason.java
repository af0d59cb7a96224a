package dev.eventsource.parser;

/**
 * Why an event was skipped.
 */
public enum SkipReason {

	/** The data was over {@link ParserLimits#eventSize()}. */
	TOO_LARGE("too-large"),

	/** The event type was over {@link ParserLimits#TYPE_SIZE}. */
	TYPE_TOO_LONG("type-too-long");

	private final String reason;

	SkipReason(String reason) {
		this.reason = reason;
	}

	/**
	 * Returns the reason in the words of meters and logs.
	 * @return lower case, with dashes
	 */
	public String reason() {
		return this.reason;
	}

}

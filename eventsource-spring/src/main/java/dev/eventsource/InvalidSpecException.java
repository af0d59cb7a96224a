package dev.eventsource;

/**
 * A setting of a source is missing or wrong.
 */
public class InvalidSpecException extends EventSourceException {

	private final String property;

	private final String value;

	private final String remedy;

	/**
	 * Creates an exception.
	 * @param source name of the source
	 * @param property the key below {@code eventsource.sources.<name>.}, such as
	 * {@code url}; empty if the name itself is wrong
	 * @param value the value as given; {@code "***"} in place of a secret
	 * @param problem what is wrong with it, a clause such as "is negative"
	 * @param remedy what to write instead, a sentence
	 */
	public InvalidSpecException(String source, String property, String value, String problem, String remedy) {
		super(source, "Event source '" + source + "': " + (property.isEmpty() ? "its name" : "'" + property + "'") + " "
				+ problem + ". " + remedy, null);
		this.property = property;
		this.value = value;
		this.remedy = remedy;
	}

	/**
	 * Returns the key below the source's.
	 * @return the key, empty if the name itself is wrong
	 */
	public String property() {
		return this.property;
	}

	/**
	 * Returns the value as given.
	 * @return the value, or {@code "***"} in place of a secret
	 */
	public String value() {
		return this.value;
	}

	/**
	 * Returns what to write instead.
	 * @return a sentence
	 */
	public String remedy() {
		return this.remedy;
	}

}

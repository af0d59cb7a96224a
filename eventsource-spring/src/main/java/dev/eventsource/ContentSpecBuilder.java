package dev.eventsource;

/**
 * The part of {@link EventSourceSpecBuilder} that says what is asked for, and when all of
 * it has come.
 */
public abstract sealed class ContentSpecBuilder extends DeliverySpecBuilder permits SecuritySpecBuilder {

	ContentSpecBuilder() {
	}

	/**
	 * Sets {@code mode}.
	 * @param value the value
	 * @return this
	 */
	public EventSourceSpecBuilder mode(EventSourceSpec.Mode value) {
		return set("mode", value);
	}

	/**
	 * Sets {@code method}.
	 * @param value the value
	 * @return this
	 */
	public EventSourceSpecBuilder method(String value) {
		return set("method", value);
	}

	/**
	 * Sets {@code body}.
	 * @param value text, or where it is: {@code classpath:} or {@code file:}
	 * @return this
	 */
	public EventSourceSpecBuilder body(String value) {
		return set("body", value);
	}

	/**
	 * Sets {@code complete-on.data}.
	 * @param value the value
	 * @return this
	 */
	public EventSourceSpecBuilder completeOnData(String value) {
		return set("completeOn.data", value);
	}

	/**
	 * Sets {@code complete-on.event}.
	 * @param value a type, or several with commas between
	 * @return this
	 */
	public EventSourceSpecBuilder completeOnEvent(String value) {
		return set("completeOn.event", value);
	}

	/**
	 * Sets {@code compression}.
	 * @param value the value
	 * @return this
	 */
	public EventSourceSpecBuilder compression(boolean value) {
		return set("compression", value);
	}

	/**
	 * Sets {@code limits.expansion-ratio}.
	 * @param value the value
	 * @return this
	 */
	public EventSourceSpecBuilder limitExpansionRatio(int value) {
		return set("limits.expansionRatio", value);
	}

}

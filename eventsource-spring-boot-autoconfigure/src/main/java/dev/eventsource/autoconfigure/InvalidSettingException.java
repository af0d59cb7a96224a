package dev.eventsource.autoconfigure;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.origin.Origin;

/**
 * A property below {@code eventsource} can not be what it is.
 */
class InvalidSettingException extends RuntimeException {

	private final String property;

	private final String value;

	private final @Nullable Origin origin;

	private final String problem;

	private final String remedy;

	/**
	 * Creates an exception. There is no cause on purpose: one of the binder's would show
	 * the value.
	 * @param property full name of the property
	 * @param value the value as given; hidden here if it is secret
	 * @param origin where it was typed
	 * @param problem what is wrong, a sentence without its full stop
	 * @param remedy what to write instead, a sentence
	 */
	InvalidSettingException(String property, @Nullable Object value, @Nullable Origin origin, String problem,
			String remedy) {
		super("'" + property + "': " + problem + ". " + remedy);
		this.property = property;
		this.value = TypedProperty.secret(property) ? "***" : String.valueOf(value);
		this.origin = origin;
		this.problem = problem;
		this.remedy = remedy;
	}

	String property() {
		return this.property;
	}

	String value() {
		return this.value;
	}

	@Nullable Origin origin() {
		return this.origin;
	}

	String problem() {
		return this.problem;
	}

	String remedy() {
		return this.remedy;
	}

}

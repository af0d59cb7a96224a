package dev.eventsource.autoconfigure;

import java.util.List;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.origin.Origin;

/**
 * Properties below {@code eventsource} that nothing reads: typing errors, mostly.
 */
class UnknownSettingsException extends RuntimeException {

	private final List<Unknown> unknown;

	UnknownSettingsException(List<Unknown> unknown) {
		super("Unknown: " + unknown.stream().map(Unknown::property).collect(Collectors.joining(", ")));
		this.unknown = List.copyOf(unknown);
	}

	List<Unknown> unknown() {
		return this.unknown;
	}

	/**
	 * One of them.
	 *
	 * @param property name as typed
	 * @param origin where it was typed
	 * @param suggestion what was meant, perhaps
	 */
	record Unknown(String property, @Nullable Origin origin, @Nullable String suggestion) {
	}

}

package dev.eventsource.autoconfigure;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.origin.Origin;

/**
 * Lays out what a failure analysis shows, as Boot's own do.
 */
final class FailureText {

	private final StringBuilder text = new StringBuilder();

	FailureText(String first) {
		this.text.append(first).append(":\n");
	}

	FailureText line(String label, @Nullable Object value) {
		if (value != null && !value.toString().isEmpty()) {
			this.text.append("\n    %s: %s".formatted(label, value));
		}
		return this;
	}

	FailureText property(String name, String value, @Nullable Origin origin) {
		return line("Property", name).line("Value", value.isEmpty() ? "" : '"' + value + '"').line("Origin", origin);
	}

	FailureText gap() {
		this.text.append('\n');
		return this;
	}

	@Override
	public String toString() {
		return this.text.toString().stripTrailing();
	}

}

package dev.eventsource.benchmarks;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What the command line says as {@code name=value}.
 */
final class Options {

	private final Map<String, String> values = new HashMap<>();

	Options(List<String> arguments) {
		for (String argument : arguments) {
			String[] parts = argument.split("=", 2);
			if (parts.length < 2) {
				throw new IllegalArgumentException("Not name=value: " + argument);
			}
			this.values.put(parts[0], parts[1]);
		}
	}

	int number(String name, int otherwise) {
		return Integer.parseInt(this.values.getOrDefault(name, String.valueOf(otherwise)));
	}

	String text(String name, String otherwise) {
		return this.values.getOrDefault(name, otherwise);
	}

	List<String> list(String name, List<String> otherwise) {
		String value = this.values.get(name);
		if (value == null) {
			return otherwise;
		}
		return value.isBlank() ? List.of() : List.of(value.split(","));
	}

}

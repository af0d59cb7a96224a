package dev.eventsource.listener;

import java.util.Comparator;
import java.util.Set;
import java.util.TreeSet;

/**
 * The names of the sources that listeners may name.
 */
final class ListenerSources {

	private final Set<String> known;

	ListenerSources(Set<String> known) {
		this.known = new TreeSet<>(known);
	}

	Set<String> names() {
		return this.known;
	}

	/**
	 * Checks the names that a listener gives.
	 * @throws ListenerProblem if there is no such source, or a type was meant as one
	 */
	void require(ListenerDefinition definition) {
		for (String source : definition.sources()) {
			if (!this.known.contains(source)) {
				throw new ListenerProblem("names the source '" + source + "', which there is not", remedy(source));
			}
		}
		if (definition.sources().isEmpty()) {
			definition.types().stream().filter(this::isMistaken).findFirst().ifPresent((type) -> {
				throw new ListenerProblem("takes events of type '" + type + "', which is the name of a source",
						"Write @SseListener(source = \"" + type + "\").");
			});
		}
	}

	// a source may well be called as the type that is meant when none is given
	private boolean isMistaken(String type) {
		return this.known.contains(type) && !type.equals(ListenerAnnotations.DEFAULT_TYPE);
	}

	private String remedy(String source) {
		String choice = this.known.isEmpty() ? "no source is configured" : "known are " + String.join(", ", this.known);
		String property = "set 'eventsource.sources." + source + ".url'; " + choice + ".";
		return this.known.stream()
			.min(Comparator.comparingInt((name) -> distance(name, source)))
			.filter((name) -> distance(name, source) <= Math.max(2, source.length() / 3))
			.map((name) -> "Did you mean '" + name + "'? Else " + property)
			.orElse("Name a source that exists, or " + property);
	}

	// Levenshtein
	private static int distance(String left, String right) {
		int[] row = new int[right.length() + 1];
		for (int column = 0; column < row.length; column++) {
			row[column] = column;
		}
		for (int line = 1; line <= left.length(); line++) {
			int diagonal = row[0];
			row[0] = line;
			for (int column = 1; column < row.length; column++) {
				int replace = diagonal + ((left.charAt(line - 1) == right.charAt(column - 1)) ? 0 : 1);
				diagonal = row[column];
				row[column] = Math.min(replace, 1 + Math.min(diagonal, row[column - 1]));
			}
		}
		return row[right.length()];
	}

}

package dev.eventsource.benchmarks.report;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * A table in Markdown: names on the left, numbers on the right.
 */
final class Table {

	private final List<String> lines = new ArrayList<>();

	Table(String... columns) {
		this.lines.add(line(List.of(columns)));
		List<String> rules = new ArrayList<>(Collections.nCopies(columns.length, "---:"));
		rules.set(0, "---");
		this.lines.add(line(rules));
	}

	Table row(List<String> cells) {
		this.lines.add(line(cells));
		return this;
	}

	Table row(String... cells) {
		return row(List.of(cells));
	}

	private static String line(List<String> cells) {
		return "| " + String.join(" | ", cells) + " |";
	}

	@Override
	public String toString() {
		return String.join("\n", this.lines);
	}

}

package dev.eventsource.benchmarks.report;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * Rows of a part.
 *
 * @param rows the rows
 */
record Results(List<Map<String, Object>> rows) {

	/**
	 * Reads the rows of a part; none if it was not run.
	 */
	static Results of(Path folder, String part) {
		Path file = folder.resolve(part + ".jsonl");
		if (!Files.exists(file)) {
			return new Results(List.of());
		}
		try {
			return new Results(Files.readAllLines(file).stream().map(Results::row).toList());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static Map<String, Object> row(String line) {
		return JsonMapper.shared().readValue(line, new TypeReference<Map<String, Object>>() {
		});
	}

	Results where(String name, Object value) {
		return new Results(this.rows.stream().filter((row) -> value.equals(row.get(name))).toList());
	}

	Results having(String name) {
		return new Results(this.rows.stream().filter((row) -> row.containsKey(name)).toList());
	}

	Results whereEnding(String name, String ending) {
		return new Results(this.rows.stream().filter((row) -> String.valueOf(row.get(name)).endsWith(ending)).toList());
	}

	Results whereNotEnding(String name, String ending) {
		return new Results(
				this.rows.stream().filter((row) -> !String.valueOf(row.get(name)).endsWith(ending)).toList());
	}

	boolean isEmpty() {
		return this.rows.isEmpty();
	}

	/**
	 * Returns the values of a column, each once, in the order of the rows.
	 */
	List<String> names(String column) {
		return values(column).map(String::valueOf).distinct().toList();
	}

	Sample sample(String column) {
		return Sample.of(values(column).mapToDouble((value) -> ((Number) value).doubleValue()));
	}

	private Stream<Object> values(String column) {
		return this.rows.stream().map((row) -> row.get(column)).filter(Objects::nonNull);
	}

}

package dev.eventsource.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

import tools.jackson.databind.json.JsonMapper;

/**
 * Results of a part, one JSON object a line.
 */
final class Rows {

	private final Path file;

	Rows(Path file) {
		this.file = file;
	}

	void begin() throws IOException {
		Files.createDirectories(this.file.toAbsolutePath().getParent());
		Files.deleteIfExists(this.file);
	}

	void add(Map<String, Object> key, Map<String, Object> values) {
		Map<String, Object> row = new LinkedHashMap<>(new TreeMap<>(key));
		row.putAll(values);
		String line = JsonMapper.shared().writeValueAsString(row);
		try {
			Files.writeString(this.file, line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		System.out.println(line);
	}

}

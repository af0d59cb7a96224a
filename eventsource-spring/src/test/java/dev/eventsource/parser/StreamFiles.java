package dev.eventsource.parser;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * The streams under {@code src/test/resources/streams}.
 */
final class StreamFiles {

	private static final Path ROOT = Path.of("src", "test", "resources", "streams");

	private StreamFiles() {
	}

	static List<String> names(String folder) {
		try (Stream<Path> files = Files.list(ROOT.resolve(folder))) {
			return files.map((file) -> file.getFileName().toString())
				.filter((name) -> name.endsWith(".sse"))
				.map((name) -> name.substring(0, name.length() - ".sse".length()))
				.sorted()
				.toList();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	static byte[] stream(String folder, String name) {
		try {
			return Files.readAllBytes(ROOT.resolve(folder).resolve(name + ".sse"));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	static List<String> expected(String folder, String name) {
		try {
			return Files.readAllLines(ROOT.resolve(folder).resolve(name + ".expected"));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}

package dev.eventsource.samples.browsers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The recording that the quickstart replays.
 */
final class Recorded {

	private static final String DATA = "data: ";

	private Recorded() {
	}

	/**
	 * Returns the data of all its events, each of one line.
	 */
	static List<String> data(Path file) {
		try {
			return Files.readAllLines(file)
				.stream()
				.filter((line) -> line.startsWith(DATA))
				.map((line) -> line.substring(DATA.length()))
				.toList();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}

package dev.eventsource.samples.operations;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;

import org.junit.jupiter.api.Assumptions;

/**
 * Programs that a test needs, and that not every machine has. Where {@code CI} is
 * {@code true} they must be there.
 */
final class Needs {

	private Needs() {
	}

	static Path chromium() {
		return find("chromium", "chromium-browser", "google-chrome");
	}

	static Path bash() {
		find("curl");
		return find("bash");
	}

	private static Path find(String... names) {
		Optional<Path> found = Arrays.stream(names).flatMap(Needs::onPath).findFirst();
		if (found.isEmpty() && "true".equals(System.getenv("CI"))) {
			throw new AssertionError("This machine has no " + names[0] + ", and CI must");
		}
		Assumptions.assumeTrue(found.isPresent(), "Left out: there is no " + names[0] + " on this machine");
		return found.orElseThrow();
	}

	private static Stream<Path> onPath(String name) {
		return Arrays.stream(System.getenv().getOrDefault("PATH", "").split(":"))
			.map((folder) -> Path.of(folder, name))
			.filter(Files::isExecutable);
	}

}

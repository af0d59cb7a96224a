package dev.eventsource.samples.browsers;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/**
 * Programs that neither a JDK nor Maven brings. Where {@code CI} is set they must be
 * there.
 */
final class Program {

	private Program() {
	}

	static Path find(String... names) {
		Optional<Path> program = Stream.of(names)
			.flatMap((name) -> Stream.of(System.getenv("PATH").split(":")).map((folder) -> Path.of(folder, name)))
			.filter(Files::isExecutable)
			.findFirst();
		if (System.getenv("CI") != null) {
			assertThat(program).as(names[0] + ", which .ci/run installs").isPresent();
		}
		assumeTrue(program.isPresent(), "Left out: there is no " + names[0] + " on this machine");
		return program.orElseThrow();
	}

}

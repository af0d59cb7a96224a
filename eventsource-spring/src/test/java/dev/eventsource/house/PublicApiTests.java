package dev.eventsource.house;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import dev.eventsource.EventSource;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

/**
 * Compares the public API with its checked-in list, so that no change of it goes unseen.
 */
class PublicApiTests {

	private static final Path LIST = Path.of("src/test/resources/api/eventsource-spring.txt");

	@Test
	void publicApiIsAsListed() throws IOException, URISyntaxException {
		List<String> actual = PublicApi.list(new ClassFileImporter()
			.importPath(Path.of(EventSource.class.getProtectionDomain().getCodeSource().getLocation().toURI())));
		if (Boolean.getBoolean("api.update")) {
			Files.createDirectories(LIST.getParent());
			Files.write(LIST, actual);
		}
		assumeThat(LIST).as("a list, made by -Dapi.update=true").exists();

		assertThat(actual).as("meant? then see 'The public API' in CONTRIBUTING.md")
			.containsExactlyElementsOf(Files.readAllLines(LIST));
	}

}

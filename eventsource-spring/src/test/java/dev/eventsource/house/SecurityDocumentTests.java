package dev.eventsource.house;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Every rule of {@code SECURITY.md} names tests, and they exist.
 */
class SecurityDocumentTests {

	private static final Path ROOT = Path.of("..");

	private static final Pattern RULE = Pattern.compile("(?m)^\\| (S\\d+) \\|.*\\|.*\\|$");

	private static final Pattern TEST = Pattern.compile("`(\\w+)\\.(\\w+)`");

	private static final Map<String, String> TESTS = tests();

	@ParameterizedTest
	@MethodSource("rules")
	void aRuleHasTests(String rule) {
		List<String> missing = TEST.matcher(rule)
			.results()
			.filter((test) -> !TESTS.getOrDefault(test.group(1), "").contains(" " + test.group(2) + "("))
			.map((test) -> test.group())
			.toList();

		assertThat(missing).isEmpty();
		assertThat(rule).containsPattern("Tests\\.|maven-enforcer-plugin|in `samples`");
	}

	@Test
	void rulesAreNumberedOneByOne() throws IOException {
		List<String> numbers = RULE.matcher(document()).results().map((rule) -> rule.group(1)).toList();

		assertThat(numbers).isEqualTo(Stream.iterate(1, (i) -> i + 1).limit(24).map((i) -> "S" + i).toList());
	}

	static List<String> rules() throws IOException {
		return RULE.matcher(document()).results().map((rule) -> rule.group()).toList();
	}

	private static String document() throws IOException {
		return Files.readString(ROOT.resolve("SECURITY.md"));
	}

	private static Map<String, String> tests() {
		try (Stream<Path> files = Files.walk(ROOT)) {
			return files.filter((file) -> file.toString().contains("src/test/java"))
				.filter((file) -> file.toString().endsWith(".java"))
				.collect(Collectors.toMap((file) -> file.getFileName().toString().replace(".java", ""),
						SecurityDocumentTests::read, String::concat));
		}
		catch (IOException ex) {
			throw new AssertionError(ex);
		}
	}

	private static String read(Path file) {
		try {
			return Files.readString(file);
		}
		catch (IOException ex) {
			throw new AssertionError(ex);
		}
	}

}

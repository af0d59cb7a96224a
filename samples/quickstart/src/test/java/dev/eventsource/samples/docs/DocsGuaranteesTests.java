package dev.eventsource.samples.docs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The tests that {@code docs/guarantees.md} and {@code docs/compatibility.md} name do
 * exist, and no promise is without.
 */
class DocsGuaranteesTests {

	private static final List<Path> DOCUMENTS = List.of(DocsFiles.ROOT.resolve("docs/guarantees.md"),
			DocsFiles.ROOT.resolve("docs/compatibility.md"));

	private static final Pattern TEST = Pattern.compile("`(\\w+Tests)(?:\\.(\\w+))?`");

	private static final Map<String, Path> SOURCES = new TreeMap<>();

	@ParameterizedTest
	@MethodSource("named")
	void testExists(Named test) throws IOException {
		Path source = sources().get(test.type());

		assertThat(source).as("source of %s", test.type()).isNotNull();
		assertThat(Files.readString(source)).contains(test.declaration());
	}

	@ParameterizedTest
	@FieldSource("DOCUMENTS")
	void everyRowNamesATest(Path document) throws IOException {
		List<String> rows = Files.readAllLines(document)
			.stream()
			.filter((line) -> line.startsWith("| ") && !line.startsWith("| ---") && !line.endsWith("shown by |"))
			.toList();

		assertThat(rows).hasSizeGreaterThan(10).allMatch((row) -> TEST.matcher(row).find());
	}

	static List<Named> named() throws IOException {
		StringBuilder text = new StringBuilder();
		for (Path document : DOCUMENTS) {
			text.append(Files.readString(document));
		}
		return TEST.matcher(text).results().map(Named::of).distinct().toList();
	}

	private static Map<String, Path> sources() throws IOException {
		if (SOURCES.isEmpty()) {
			for (Path module : modules()) {
				addTests(module.resolve("src/test/java"));
			}
		}
		return SOURCES;
	}

	private static List<Path> modules() throws IOException {
		try (Stream<Path> modules = Stream.concat(Files.list(DocsFiles.ROOT), Files.list(Path.of("..")))) {
			return modules.toList();
		}
	}

	private static void addTests(Path folder) throws IOException {
		if (Files.isDirectory(folder)) {
			try (Stream<Path> files = Files.walk(folder)) {
				files.filter((file) -> file.toString().endsWith("Tests.java"))
					.forEach((file) -> SOURCES.put(file.getFileName().toString().replace(".java", ""), file));
			}
		}
	}

	record Named(String type, String declaration) {

		static Named of(MatchResult found) {
			String method = found.group(2);
			return new Named(found.group(1), (method != null) ? "void " + method + "(" : "class " + found.group(1));
		}

	}

}

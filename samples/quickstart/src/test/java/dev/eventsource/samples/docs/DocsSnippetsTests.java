package dev.eventsource.samples.docs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The Java in the documents is compiled: each fenced block stands, line by line, in a
 * source file of a sample.
 */
class DocsSnippetsTests {

	@ParameterizedTest
	@MethodSource("snippets")
	void standsInASourceFile(Snippet snippet) throws IOException {
		assertThat(sources().stream().filter((source) -> source.contains(snippet.lines()))).as("%s", snippet)
			.isNotEmpty();
	}

	static List<Snippet> snippets() throws IOException {
		return DocsFiles.fenced("java")
			.stream()
			.map((block) -> new Snippet(block.file().getFileName(), stripped(block.text())))
			.toList();
	}

	private static List<String> sources() throws IOException {
		List<String> sources = new ArrayList<>();
		try (Stream<Path> files = Files.walk(Path.of(".."))) {
			for (Path file : files.filter((path) -> path.toString().endsWith(".java")).toList()) {
				sources.add(stripped(Files.readString(file)));
			}
		}
		return sources;
	}

	private static String stripped(String code) {
		return code.lines()
			.map(String::strip)
			.filter((line) -> !line.isEmpty())
			.collect(Collectors.joining("\n", "\n", "\n"));
	}

	record Snippet(Path file, String lines) {
	}

}

package dev.eventsource.conformance;

import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Holds {@code docs/conformance.md} and the tests of this package together.
 */
class ConformanceDocumentTests {

	private static final Path DOCUMENT = Path.of("..", "docs", "conformance.md");

	private static final Pattern TEST = Pattern.compile("`(\\w+Tests\\.\\w+)`");

	private static final Pattern COUNTS = Pattern
		.compile("\\*\\*(\\d+) files apply, all pass. (\\d+) do not apply.\\*\\*");

	private static final List<Class<?>> CLASSES = List.of(AnswerFailureTests.class, ConnectFailureTests.class,
			CrowdTests.class, FormatTests.class, LifecycleTests.class, OtherClientsTests.class, ProxyFailureTests.class,
			RequestTests.class, StreamFailureTests.class, TlsFailureTests.class, WireFailureTests.class);

	@Test
	void namesEveryTestAndNoOther() throws IOException {
		assertThat(named(Files.readString(DOCUMENT))).isEqualTo(existing());
	}

	@Test
	void countsItsRows() throws IOException {
		MatchResult counts = COUNTS.matcher(Files.readString(DOCUMENT)).results().findFirst().orElseThrow();

		assertThat(rows("yes")).as("files that apply").isEqualTo(Long.parseLong(counts.group(1)));
		assertThat(rows("no")).as("files that do not").isEqualTo(Long.parseLong(counts.group(2)));
	}

	private static long rows(String applies) throws IOException {
		try (Stream<String> lines = Files.lines(DOCUMENT)) {
			return lines.filter((line) -> line.matches("\\| [\\w./-]+ \\| " + applies + " \\|.*")).count();
		}
	}

	private static Set<String> named(String document) {
		return TEST.matcher(document)
			.results()
			.map((found) -> found.group(1))
			.collect(Collectors.toCollection(TreeSet::new));
	}

	private static Set<String> existing() {
		return CLASSES.stream()
			.flatMap((type) -> Arrays.stream(type.getDeclaredMethods()))
			.filter(ConformanceDocumentTests::isTest)
			.map((method) -> method.getDeclaringClass().getSimpleName() + "." + method.getName())
			.collect(Collectors.toCollection(TreeSet::new));
	}

	private static boolean isTest(Method method) {
		return method.isAnnotationPresent(Test.class) || method.isAnnotationPresent(ParameterizedTest.class);
	}

}

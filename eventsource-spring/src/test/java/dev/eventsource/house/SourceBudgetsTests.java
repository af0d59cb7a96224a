package dev.eventsource.house;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import javax.lang.model.element.Modifier;

import com.sun.source.tree.ClassTree;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The budgets of {@code CONTRIBUTING.md} that only source code shows, for every module.
 */
class SourceBudgetsTests {

	private static final int FILE_LINES = 350;

	private static final int PROPERTIES_LINES = 450;

	private static final int LINE_WIDTH = 120;

	private static final int TAB_WIDTH = 4;

	private static final int PUBLIC_PERCENT = 65;

	private static final List<SourceFile> MAIN = sources("src/main/java");

	private static final List<SourceFile> TESTS = Stream
		.concat(sources("src/test/java").stream(), sources("src/fuzz/java").stream())
		.toList();

	@Test
	void sourcesAreFound() {
		assertThat(MAIN).isNotEmpty();
		assertThat(TESTS).isNotEmpty();
	}

	@Test
	void filesAreShort() {
		assertThat(all().filter((file) -> file.lines().size() > longest(file)).map(SourceFile::path)).isEmpty();
	}

	@Test
	void methodsAreSmallAndFlat() {
		assertThat(MAIN.stream().flatMap((file) -> MethodBudgets.excesses(file).stream())).isEmpty();
	}

	@Test
	void linesFitTheScreen() {
		assertThat(all().flatMap(SourceBudgetsTests::wideLines)).isEmpty();
	}

	@Test
	void importsNameWhatTheyImport() {
		assertThat(all().filter(SourceBudgetsTests::importsAll).map(SourceFile::path)).isEmpty();
	}

	@Test
	void publicTypesAndMethodsAreExplained() {
		assertThat(released().flatMap((file) -> MissingComments.findings(file).stream())).isEmpty();
	}

	@Test
	void testsNeitherSleepNorRest() {
		assertThat(TESTS.stream().flatMap((file) -> ForbiddenInTests.findings(file).stream())).isEmpty();
	}

	@ParameterizedTest
	@MethodSource("releasedModules")
	void mostTypesAreHidden(Path module) {
		List<ClassTree> types = SourceFile.below(module.resolve("src/main/java"))
			.stream()
			.flatMap((file) -> file.tree().getTypeDecls().stream())
			.filter(ClassTree.class::isInstance)
			.map(ClassTree.class::cast)
			.toList();

		long visible = types.stream()
			.filter((type) -> type.getModifiers().getFlags().contains(Modifier.PUBLIC))
			.count();

		assertThat(100.0 * visible).as("%d of %d types are public", visible, types.size())
			.isLessThanOrEqualTo(PUBLIC_PERCENT * types.size());
	}

	private static Stream<Path> releasedModules() {
		return SourceFile.modules()
			.stream()
			.filter((module) -> module.getFileName().toString().startsWith("eventsource-"));
	}

	private static int longest(SourceFile file) {
		return file.path().toString().endsWith("Properties.java") ? PROPERTIES_LINES : FILE_LINES;
	}

	private static boolean importsAll(SourceFile file) {
		return file.tree()
			.getImports()
			.stream()
			.anyMatch((name) -> name.getQualifiedIdentifier().toString().endsWith(".*"));
	}

	private static Stream<String> wideLines(SourceFile file) {
		return IntStream.range(0, file.lines().size())
			.filter((index) -> width(file.lines().get(index)) > LINE_WIDTH)
			.mapToObj((index) -> file.path() + ":" + (index + 1));
	}

	private static long width(String line) {
		long tabs = line.chars().filter((character) -> character == '\t').count();
		return line.length() + tabs * (TAB_WIDTH - 1);
	}

	private static Stream<SourceFile> released() {
		return MAIN.stream()
			.filter((file) -> !file.path().startsWith("samples") && !file.path().startsWith("benchmarks"));
	}

	private static Stream<SourceFile> all() {
		return Stream.concat(MAIN.stream(), TESTS.stream());
	}

	private static List<SourceFile> sources(String folder) {
		return SourceFile.modules()
			.stream()
			.flatMap((module) -> SourceFile.below(module.resolve(folder)).stream())
			.toList();
	}

}

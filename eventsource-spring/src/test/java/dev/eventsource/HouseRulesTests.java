package dev.eventsource;

import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import io.micrometer.observation.ObservationRegistry;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaAccess.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * The rules of the house that bytecode shows: who may know whom, and who may reach for
 * the world outside. {@code docs/architecture.md} has the same table with its reasons.
 */
class HouseRulesTests {

	private static final String ROOT = "dev.eventsource";

	/**
	 * Which rooms a room may import from; a room that is missing here has to be drawn
	 * first, here and in {@code docs/architecture.md}.
	 */
	private static final Map<String, Set<String>> MAY_IMPORT = Map.of(//
			"", Set.of(), //
			".parser", Set.of(""), //
			".connection", Set.of("", ".parser"), //
			".checkpoint", Set.of(""), //
			".delivery", Set.of("", ".checkpoint"), //
			".observation", Set.of("", ".connection", ".delivery"), //
			".payload", Set.of(""), //
			".client", Set.of("", ".parser", ".connection", ".checkpoint", ".delivery", ".observation", ".payload"), //
			".listener", Set.of("", ".delivery", ".payload"), //
			".mercure", Set.of(""));

	/**
	 * The seams' real implementations: the only ones that touch clock, chance or threads.
	 */
	private static final Set<String> SEAMS = Set.of(ROOT + ".client.SystemTimer", ROOT + ".client.SharedExecutor",
			ROOT + ".client.StandaloneThreads");

	private static final JavaClasses MAIN = mainClasses();

	@ParameterizedTest
	@ValueSource(strings = { "", ".parser", ".connection", ".checkpoint", ".delivery", ".observation", ".payload",
			".client", ".listener", ".mercure" })
	void roomsImportOnlyWhatTheTableAllows(String room) {
		Set<String> allowed = MAY_IMPORT.get(room).stream().map(ROOT::concat).collect(Collectors.toSet());
		check(noClasses().that()
			.resideInAPackage(ROOT + room)
			.should()
			.dependOnClassesThat(inAnotherRoomThan(ROOT + room, allowed))
			.because("data flows one way; see docs/architecture.md"));
	}

	@Test
	void everyRoomIsInTheTable() {
		Set<String> rooms = MAIN.stream().map(JavaClass::getPackageName).collect(Collectors.toSet());

		assertThat(rooms).allMatch((name) -> MAY_IMPORT.containsKey(name.substring(ROOT.length())));
	}

	@Test
	void packagesFormNoCycle() {
		check(slices().matching("(**)").should().beFreeOfCycles());
	}

	@Test
	void parserKnowsOnlyTheJdkAndRoot() {
		check(classes().that()
			.resideInAPackage(ROOT + ".parser")
			.should()
			.onlyDependOnClassesThat()
			.resideInAnyPackage("java..", "org.jspecify..", ROOT, ROOT + ".parser")
			.because("it must run, and be tested, without anything around it"));
	}

	@Test
	void onlyObservationKnowsMicrometer() {
		check(noClasses().that()
			.resideOutsideOfPackage(ROOT + ".observation")
			.should()
			.dependOnClassesThat(resideInAPackage("io.micrometer..").and(not(type(ObservationRegistry.class))))
			.because("Micrometer is optional, but for the type by which Spring's WebClient switches it off"));
	}

	@Test
	void nobodyKnowsSpringBoot() {
		check(noClasses().should()
			.dependOnClassesThat()
			.resideInAPackage("org.springframework.boot..")
			.because("the core works in plain Spring"));
	}

	@Test
	void clockAndChanceAndThreadsComeThroughTheSeams() {
		check(noClasses().that(areNoSeams())
			.should()
			.accessTargetWhere(reachesOutside())
			.because("Timer, RandomGenerator and Executor are constructor arguments: a test replaces them"));
	}

	@Test
	void nothingFollowsRedirectsForUs() {
		check(noClasses().that()
			.doNotHaveFullyQualifiedName(ROOT + ".connection.StreamConnector")
			.should()
			.callMethodWhere(target(name("followRedirect")))
			.because("each hop of ours decides what goes along; StreamConnector switches it off"));
	}

	@Test
	void parserStartsNothing() {
		check(noClasses().that()
			.resideInAPackage(ROOT + ".parser")
			.should()
			.dependOnClassesThat()
			.resideInAnyPackage("java.util.concurrent..")
			.because("one thread at a time feeds a parser"));
	}

	@Test
	void namesSayWhatIsDifferent() {
		check(noClasses().should()
			.haveNameMatching(".*[.$](Abstract[^.$]*|[^.$]*(Impl|Helper|Utils?|Manager|Base[^.$]*))")
			.because("a name tells what makes a type different from its neighbours"));
	}

	@Test
	void everyPackageIsNullMarked() {
		assertThat(MAIN).allMatch((type) -> type.getPackage().isAnnotatedWith(NullMarked.class),
				"in a package whose package-info says @NullMarked");
	}

	private static void check(ArchRule rule) {
		// a room may still be empty
		rule.allowEmptyShould(true).check(MAIN);
	}

	private static DescribedPredicate<JavaClass> inAnotherRoomThan(String room, Set<String> allowed) {
		return resideInAPackage(ROOT + "..").and(DescribedPredicate.describe("neither " + room + " nor " + allowed,
				(type) -> !type.getPackageName().equals(room) && !allowed.contains(type.getPackageName())));
	}

	private static DescribedPredicate<JavaClass> areNoSeams() {
		return DescribedPredicate.describe("are no seams",
				(type) -> SEAMS.stream().noneMatch((seam) -> (type.getName() + "$").startsWith(seam + "$")));
	}

	private static DescribedPredicate<JavaAccess<?>> reachesOutside() {
		Set<Class<?>> clocks = Set.of(Instant.class, LocalDateTime.class, Clock.class);
		return DescribedPredicate.describe("reaches for clock, chance or threads", (access) -> {
			JavaClass owner = access.getTargetOwner();
			return switch (access.getTarget().getName()) {
				case "currentTimeMillis", "nanoTime" -> owner.isEquivalentTo(System.class);
				case "sleep", "startVirtualThread", "ofVirtual", "ofPlatform" -> owner.isEquivalentTo(Thread.class);
				case "now", "systemUTC", "systemDefaultZone" -> clocks.stream().anyMatch(owner::isEquivalentTo);
				case "current" -> owner.isEquivalentTo(ThreadLocalRandom.class);
				case "random" -> owner.isEquivalentTo(Math.class);
				case "<init>" -> owner.isAssignableTo(Thread.class) || owner.isAssignableTo(Random.class);
				default -> owner.getName().equals("java.util.concurrent.Executors");
			};
		});
	}

	private static JavaClasses mainClasses() {
		try {
			return new ClassFileImporter()
				.importPath(Path.of(EventSource.class.getProtectionDomain().getCodeSource().getLocation().toURI()));
		}
		catch (URISyntaxException ex) {
			throw new IllegalStateException(ex);
		}
	}

}

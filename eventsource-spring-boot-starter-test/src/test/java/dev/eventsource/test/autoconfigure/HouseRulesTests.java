package dev.eventsource.test.autoconfigure;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * The rules of the house for what supports tests.
 */
class HouseRulesTests {

	private static final JavaClasses MAIN = new ClassFileImporter()
		.withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
		.importPackages("dev.eventsource.test");

	@Test
	void packagesFormNoCycle() {
		slices().matching("(**)").should().beFreeOfCycles().check(MAIN);
	}

	@Test
	void testServerKnowsNothingOfOurs() {
		noClasses().that()
			.resideInAPackage("dev.eventsource.test")
			.should()
			.dependOnClassesThat()
			.resideInAnyPackage("dev.eventsource", "dev.eventsource.test.autoconfigure", "org.springframework..")
			.check(MAIN);
	}

	@Test
	void nobodyIsForcedToUseAwaitility() {
		noClasses().should().dependOnClassesThat().resideInAPackage("org.awaitility..").check(MAIN);
	}

	@Test
	void everyPackageIsNullMarked() {
		assertThat(MAIN).allMatch((type) -> type.getPackage().isAnnotatedWith(NullMarked.class),
				"in a package whose package-info says @NullMarked");
	}

}

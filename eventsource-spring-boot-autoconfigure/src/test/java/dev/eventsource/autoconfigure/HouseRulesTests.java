package dev.eventsource.autoconfigure;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * The rules of the house between the core and Spring Boot.
 */
class HouseRulesTests {

	private static final String HERE = "dev.eventsource.autoconfigure..";

	private static final JavaClasses MAIN = new ClassFileImporter()
		.withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
		.importPackages("dev.eventsource");

	@Test
	void onlyAutoConfigurationKnowsSpringBoot() {
		check(noClasses().that()
			.resideOutsideOfPackage(HERE)
			.should()
			.dependOnClassesThat()
			.resideInAPackage("org.springframework.boot..")
			.because("the core works in plain Spring"));
	}

	@Test
	void nothingOfTheCoreKnowsAutoConfiguration() {
		check(noClasses().that().resideOutsideOfPackage(HERE).should().dependOnClassesThat().resideInAPackage(HERE));
	}

	@Test
	void autoConfigurationsArePublicAndFinal() {
		check(classes().that()
			.resideInAPackage(HERE)
			.and()
			.haveSimpleNameEndingWith("AutoConfiguration")
			.should()
			.bePublic()
			.andShould()
			.haveModifier(JavaModifier.FINAL)
			.because("applications name them, and extend none"));
	}

	@Test
	void packagesFormNoCycle() {
		check(slices().matching("(**)").should().beFreeOfCycles());
	}

	@Test
	void namesSayWhatIsDifferent() {
		check(noClasses().that()
			.resideInAPackage(HERE)
			.should()
			.haveNameMatching(".*[.$](Abstract[^.$]*|[^.$]*(Impl|Helper|Utils?|Manager|Base[^.$]*))")
			.because("a name tells what makes a type different from its neighbours"));
	}

	@Test
	void everyPackageIsNullMarked() {
		assertThat(MAIN.stream().filter((type) -> !type.getPackage().isAnnotatedWith(NullMarked.class)))
			.as("types in packages without @NullMarked in their package-info")
			.isEmpty();
	}

	private static void check(ArchRule rule) {
		rule.allowEmptyShould(true).check(MAIN);
	}

}

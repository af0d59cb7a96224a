package dev.eventsource.autoconfigure;

import java.util.Arrays;

import dev.eventsource.EventSourceSpec;
import org.junit.jupiter.api.Test;
import org.springframework.aot.hint.MemberCategory;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.predicate.RuntimeHintsPredicates;

import static org.assertj.core.api.Assertions.assertThat;

class SettingsRuntimeHintsTests {

	private final RuntimeHints hints = new RuntimeHints();

	@Test
	void letsANativeImageBindAndOverlayEveryRecord() {
		new SettingsRuntimeHints().registerHints(this.hints, getClass().getClassLoader());

		assertThat(Arrays.stream(EventSourceSpec.class.getDeclaredClasses()).filter(Class::isRecord))
			.hasSizeGreaterThan(10)
			.allSatisfy(this::assertHinted);
		assertHinted(EventSourceSpec.class);
	}

	@Test
	void letsANativeImageFindTheScriptsForTables() {
		new SettingsRuntimeHints().registerHints(this.hints, getClass().getClassLoader());

		assertThat(RuntimeHintsPredicates.resource().forResource("dev/eventsource/checkpoint/schema-postgresql.sql"))
			.accepts(this.hints);
	}

	private void assertHinted(Class<?> type) {
		assertThat(RuntimeHintsPredicates.reflection()
			.onType(type)
			.withMemberCategories(MemberCategory.INVOKE_DECLARED_CONSTRUCTORS, MemberCategory.INVOKE_PUBLIC_METHODS))
			.accepts(this.hints);
	}

}

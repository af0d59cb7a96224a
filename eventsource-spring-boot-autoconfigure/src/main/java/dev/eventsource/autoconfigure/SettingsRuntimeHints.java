package dev.eventsource.autoconfigure;

import java.util.stream.Stream;

import dev.eventsource.EventSourceSpec;
import dev.eventsource.MercureSpec;
import org.jspecify.annotations.Nullable;
import org.springframework.aot.hint.MemberCategory;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.RuntimeHintsRegistrar;
import org.springframework.boot.context.properties.bind.BindableRuntimeHintsRegistrar;

/**
 * Lets a native image bind settings and lay them on each other, which reads the
 * components of records, and find the scripts for tables.
 */
class SettingsRuntimeHints implements RuntimeHintsRegistrar {

	@Override
	public void registerHints(RuntimeHints hints, @Nullable ClassLoader classLoader) {
		BindableRuntimeHintsRegistrar.forTypes(EventSourceSpec.class).registerHints(hints, classLoader);
		register(hints, EventSourceSpec.class);
		register(hints, MercureSpec.class);
		Stream.of(EventSourceSpec.class, MercureSpec.class)
			.flatMap((settings) -> Stream.of(settings.getDeclaredClasses()))
			.forEach((nested) -> register(hints, nested));
		hints.resources().registerPattern(CheckpointSchema.SCRIPTS.replace("@@platform@@", "*"));
	}

	private static void register(RuntimeHints hints, Class<?> type) {
		if (type.isRecord()) {
			hints.reflection()
				.registerType(type, MemberCategory.INVOKE_DECLARED_CONSTRUCTORS, MemberCategory.INVOKE_PUBLIC_METHODS);
		}
	}

}

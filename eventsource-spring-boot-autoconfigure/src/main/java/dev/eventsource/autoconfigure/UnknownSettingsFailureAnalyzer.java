package dev.eventsource.autoconfigure;

import java.util.List;
import java.util.Objects;

import dev.eventsource.autoconfigure.UnknownSettingsException.Unknown;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * Explains properties below {@code eventsource} that nothing reads.
 */
class UnknownSettingsFailureAnalyzer extends AbstractFailureAnalyzer<UnknownSettingsException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, UnknownSettingsException cause) {
		FailureText description = new FailureText("There are settings of event sources that nothing reads");
		cause.unknown().forEach((unknown) -> describe(description, unknown));
		return new FailureAnalysis(description.toString(), action(cause.unknown()), cause);
	}

	private static void describe(FailureText description, Unknown unknown) {
		description.property(unknown.property(), "", unknown.origin());
		if (unknown.suggestion() != null) {
			description.line("Did you mean", "'" + unknown.suggestion() + "'?");
		}
		description.gap();
	}

	private static String action(List<Unknown> unknown) {
		boolean guessed = unknown.stream().map(Unknown::suggestion).allMatch(Objects::nonNull);
		return guessed ? "Correct the keys." : "Correct or remove the keys.";
	}

}

package dev.eventsource.autoconfigure;

import java.util.List;

import dev.eventsource.UnknownEventSourceException;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * Explains that a source which was asked for at start does not exist.
 */
class UnknownEventSourceFailureAnalyzer extends AbstractFailureAnalyzer<UnknownEventSourceException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, UnknownEventSourceException cause) {
		String meant = SettingSuggestion.of(cause.source(), List.copyOf(cause.known()));
		String action = (meant != null) ? "Ask for '" + meant + "', or set" : "Set";
		return new FailureAnalysis(cause.getMessage() + ".",
				action + " 'eventsource.sources." + cause.source() + ".url'.", cause);
	}

}

package dev.eventsource.autoconfigure;

import dev.eventsource.CheckpointRefusedException;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * Explains why a position can not be kept by its store.
 */
class CheckpointRefusedFailureAnalyzer extends AbstractFailureAnalyzer<CheckpointRefusedException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, CheckpointRefusedException cause) {
		String description = new FailureText("The position of an event source can not be kept by its store")
			.line("Source", cause.source())
			.line("Key", cause.key())
			.line("Reason", "It " + cause.problem() + ".")
			.toString();
		return new FailureAnalysis(description, cause.remedy(), cause);
	}

}

package dev.eventsource.autoconfigure;

import dev.eventsource.CheckpointDamagedException;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * Explains why a position can not be used.
 */
class CheckpointDamagedFailureAnalyzer extends AbstractFailureAnalyzer<CheckpointDamagedException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, CheckpointDamagedException cause) {
		String description = new FailureText("The position of an event source can not be used")
			.line("Source", cause.source())
			.line("Key", cause.key())
			.line("Reason", "It " + cause.problem() + ".")
			.toString();
		return new FailureAnalysis(description, cause.remedy(), cause);
	}

}

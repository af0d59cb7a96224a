package dev.eventsource.autoconfigure;

import dev.eventsource.CheckpointDamagedException;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * Explains a stored position that can not be used: it was left as it is.
 */
class CheckpointDamagedFailureAnalyzer extends AbstractFailureAnalyzer<CheckpointDamagedException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, CheckpointDamagedException cause) {
		FailureText description = new FailureText("An event source has no position to go on from")
			.line("Source", cause.source())
			.line("Position", cause.key())
			.line("Reason", "It " + cause.problem() + ".");
		return new FailureAnalysis(description.toString(), cause.remedy(), cause);
	}

}

package dev.eventsource.autoconfigure;

import dev.eventsource.CheckpointDamagedException;
import dev.eventsource.CheckpointException;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * Explains a stored position that can not be used, and was left as it is, or why its
 * store can not keep one.
 */
class CheckpointFailureAnalyzer extends AbstractFailureAnalyzer<CheckpointException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, CheckpointException cause) {
		String what = (cause instanceof CheckpointDamagedException) ? "An event source has no position to go on from"
				: "The position of an event source can not be kept by its store";
		FailureText description = new FailureText(what).line("Source", cause.source())
			.line("Key", cause.key())
			.line("Reason", "It " + cause.problem() + ".");
		return new FailureAnalysis(description.toString(), cause.remedy(), cause);
	}

}

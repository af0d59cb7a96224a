package dev.eventsource.autoconfigure;

import dev.eventsource.listener.InvalidListenerException;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * Explains a listener method that can not be called.
 */
class InvalidListenerFailureAnalyzer extends AbstractFailureAnalyzer<InvalidListenerException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, InvalidListenerException cause) {
		String description = new FailureText("A listener of event sources is not valid")
			.line("Listener", cause.listener())
			.line("Reason", cause.problem())
			.toString();
		return new FailureAnalysis(description, cause.remedy(), cause);
	}

}

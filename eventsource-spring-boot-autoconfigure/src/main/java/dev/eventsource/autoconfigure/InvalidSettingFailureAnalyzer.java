package dev.eventsource.autoconfigure;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * Explains a property below {@code eventsource} that can not be what it is.
 */
class InvalidSettingFailureAnalyzer extends AbstractFailureAnalyzer<InvalidSettingException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, InvalidSettingException cause) {
		String description = new FailureText("A setting of the event sources is not valid")
			.property(cause.property(), cause.value(), cause.origin())
			.line("Reason", cause.problem() + ".")
			.toString();
		return new FailureAnalysis(description, cause.remedy(), cause);
	}

}

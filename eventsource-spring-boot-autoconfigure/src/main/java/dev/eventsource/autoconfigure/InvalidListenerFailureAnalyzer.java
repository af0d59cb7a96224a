package dev.eventsource.autoconfigure;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

import dev.eventsource.listener.InvalidListenerException;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * Explains listener methods that can not be called, all of them at once.
 */
class InvalidListenerFailureAnalyzer extends AbstractFailureAnalyzer<InvalidListenerException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, InvalidListenerException cause) {
		List<InvalidListenerException> all = new ArrayList<>(List.of(cause));
		Arrays.stream(cause.getSuppressed())
			.filter(InvalidListenerException.class::isInstance)
			.map(InvalidListenerException.class::cast)
			.forEach(all::add);
		FailureText description = new FailureText("There are listeners of event sources that can not be called");
		all.forEach((listener) -> description.line("Listener", listener.listener())
			.line("Reason", "It " + listener.problem() + ".")
			.gap());
		String action = all.stream().map(InvalidListenerException::remedy).distinct().collect(Collectors.joining(" "));
		return new FailureAnalysis(description.toString(), action, cause);
	}

}

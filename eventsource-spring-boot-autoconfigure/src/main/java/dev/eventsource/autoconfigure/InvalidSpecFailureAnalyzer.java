package dev.eventsource.autoconfigure;

import java.util.List;
import java.util.Optional;

import dev.eventsource.InvalidSpecException;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.origin.Origin;
import org.springframework.core.env.Environment;

/**
 * Explains a setting of a source that is missing or wrong: where it was typed, if it was.
 */
class InvalidSpecFailureAnalyzer extends AbstractFailureAnalyzer<InvalidSpecException> {

	private final Environment environment;

	InvalidSpecFailureAnalyzer(Environment environment) {
		this.environment = environment;
	}

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, InvalidSpecException cause) {
		List<String> candidates = List.of(property("sources." + cause.source(), cause), property("defaults", cause));
		Optional<TypedProperty> typed = candidates.stream().flatMap((name) -> find(name).stream()).findFirst();
		Origin origin = typed.map(TypedProperty::origin).orElse(null);
		String property = typed.map(TypedProperty::raw).orElse(candidates.get(0));
		return new FailureAnalysis(describe(cause, property, origin), cause.remedy(), cause);
	}

	private static String describe(InvalidSpecException cause, String property, @Nullable Origin origin) {
		return new FailureText("The event source '" + cause.source() + "' can not be made")
			.property(property, TypedProperty.secret(property) ? "***" : cause.value(), origin)
			.line("Reason", reason(cause))
			.toString();
	}

	/** The message without what the lines around it say. */
	private static String reason(InvalidSpecException cause) {
		String message = String.valueOf(cause.getMessage());
		String subject = "'" + cause.property() + "' ";
		int problem = message.indexOf(subject);
		int remedy = message.lastIndexOf(" " + cause.remedy());
		boolean known = problem >= 0 && remedy > problem;
		return known ? "It " + message.substring(problem + subject.length(), remedy) : message;
	}

	private static String property(String group, InvalidSpecException cause) {
		return "eventsource." + group + (cause.property().isEmpty() ? "" : "." + cause.property());
	}

	private Optional<TypedProperty> find(String property) {
		ConfigurationPropertyName name = ConfigurationPropertyName.adapt(property, '.');
		return TypedProperty.all(this.environment).stream().filter((typed) -> typed.name().equals(name)).findFirst();
	}

}

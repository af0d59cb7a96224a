package dev.eventsource.autoconfigure;

import java.util.List;

import org.springframework.boot.autoconfigure.condition.ConditionMessage;
import org.springframework.boot.autoconfigure.condition.ConditionOutcome;
import org.springframework.boot.autoconfigure.condition.SpringBootCondition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.type.AnnotatedTypeMetadata;

/**
 * Says in the report of conditions which sources there are. Always matches: sources can
 * be registered at run time, too.
 */
class SourcesCondition extends SpringBootCondition {

	@Override
	public ConditionOutcome getMatchOutcome(ConditionContext context, AnnotatedTypeMetadata metadata) {
		return ConditionOutcome.match(ConditionMessage.forCondition("event sources").because(found(context)));
	}

	private static String found(ConditionContext context) {
		List<String> names;
		try {
			names = EventSourcePropertiesBinder.sourceNames(context.getEnvironment());
		}
		catch (RuntimeException ex) {
			// told, with its remedy, by whoever needs them
			return "'eventsource.sources' can not be read";
		}
		if (names.isEmpty()) {
			return "there is none under 'eventsource.sources'; nothing connects before EventSourceRegistry.register";
		}
		boolean off = "false".equalsIgnoreCase(context.getEnvironment().getProperty("eventsource.enabled"));
		return "found " + String.join(", ", names) + (off ? "; none connects, as 'eventsource.enabled' is false" : "");
	}

}

package dev.eventsource.autoconfigure;

import org.springframework.boot.autoconfigure.condition.ConditionMessage;
import org.springframework.boot.autoconfigure.condition.ConditionOutcome;
import org.springframework.boot.autoconfigure.condition.SpringBootCondition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.type.AnnotatedTypeMetadata;

/**
 * Matches if {@code mercure.*} is set, of a source or under the defaults.
 */
final class OnMercureSettings extends SpringBootCondition {

	@Override
	public ConditionOutcome getMatchOutcome(ConditionContext context, AnnotatedTypeMetadata metadata) {
		ConditionMessage.Builder message = ConditionMessage.forCondition("Mercure");
		boolean set = TypedProperty.all(context.getEnvironment()).stream().anyMatch(OnMercureSettings::isMercure);
		return set ? ConditionOutcome.match(message.found("settings").items("mercure.*"))
				: ConditionOutcome.noMatch(message.didNotFind("settings").items("mercure.*"));
	}

	private static boolean isMercure(TypedProperty property) {
		int group = property.element(1).equals("defaults") ? 2 : 3;
		return property.element(group).equals("mercure");
	}

}

package dev.eventsource.autoconfigure;

import java.util.Arrays;
import java.util.Objects;

import org.springframework.boot.autoconfigure.condition.ConditionMessage;
import org.springframework.boot.autoconfigure.condition.ConditionOutcome;
import org.springframework.boot.autoconfigure.condition.SpringBootCondition;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.context.annotation.ConfigurationCondition;
import org.springframework.core.type.AnnotatedTypeMetadata;
import org.springframework.util.ClassUtils;

/**
 * Matches where something traces. The tracer that Spring Boot puts in the place of none
 * does not.
 */
class OnTracer extends SpringBootCondition implements ConfigurationCondition {

	private static final String TRACER = "io.micrometer.tracing.Tracer";

	/** Name of the bean that Spring Boot defines where there is no tracer. */
	private static final String NONE = "noopTracer";

	@Override
	public ConfigurationPhase getConfigurationPhase() {
		return ConfigurationPhase.REGISTER_BEAN;
	}

	@Override
	public ConditionOutcome getMatchOutcome(ConditionContext context, AnnotatedTypeMetadata metadata) {
		ConditionMessage.Builder message = ConditionMessage.forCondition("tracing of event sources");
		if (!ClassUtils.isPresent(TRACER, context.getClassLoader())) {
			return ConditionOutcome.noMatch(message.didNotFind("class").items(TRACER));
		}
		ConfigurableListableBeanFactory beans = Objects.requireNonNull(context.getBeanFactory());
		Class<?> type = ClassUtils.resolveClassName(TRACER, context.getClassLoader());
		String[] tracers = Arrays.stream(beans.getBeanNamesForType(type, true, false))
			.filter((name) -> !name.equals(NONE))
			.toArray(String[]::new);
		return (tracers.length > 0) ? ConditionOutcome.match(message.found("bean").items((Object[]) tracers))
				: ConditionOutcome.noMatch(message.didNotFind("a tracer that traces").atAll());
	}

}

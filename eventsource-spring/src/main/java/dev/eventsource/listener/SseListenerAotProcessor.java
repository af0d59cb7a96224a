package dev.eventsource.listener;

import java.lang.reflect.Type;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import org.springframework.aot.hint.BindingReflectionHintsRegistrar;
import org.springframework.beans.factory.aot.BeanFactoryInitializationAotContribution;
import org.springframework.beans.factory.aot.BeanFactoryInitializationAotProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;

/**
 * Lets payloads of listeners be bound in a native image. The methods themselves are
 * reflective by their annotation.
 */
final class SseListenerAotProcessor implements BeanFactoryInitializationAotProcessor {

	@Override
	public @Nullable BeanFactoryInitializationAotContribution processAheadOfTime(
			ConfigurableListableBeanFactory beanFactory) {
		// a mistake is told when the application starts
		List<ListenerSite> sites = new ListenerScan(beanFactory, (problem) -> {
		}).sites();
		Set<Type> types = new LinkedHashSet<>();
		sites.forEach((site) -> collect(site, types));
		if (types.isEmpty()) {
			return null;
		}
		return (context, code) -> new BindingReflectionHintsRegistrar()
			.registerReflectionHints(context.getRuntimeHints().reflection(), types.toArray(Type[]::new));
	}

	private static void collect(ListenerSite site, Set<Type> types) {
		try {
			ListenerParameter.of(site.method(), site.beanType())
				.stream()
				.filter(ListenerParameter::isConverted)
				.map(ListenerParameter::type)
				.forEach(types::add);
		}
		catch (ListenerProblem problem) {
			// told when the application starts
		}
	}

}

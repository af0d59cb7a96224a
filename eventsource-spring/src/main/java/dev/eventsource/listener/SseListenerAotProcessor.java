package dev.eventsource.listener;

import java.lang.reflect.Type;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import dev.eventsource.MessageEvent;
import org.jspecify.annotations.Nullable;

import org.springframework.aot.hint.BindingReflectionHintsRegistrar;
import org.springframework.aot.hint.MemberCategory;
import org.springframework.aot.hint.ReflectionHints;
import org.springframework.beans.factory.aot.BeanFactoryInitializationAotContribution;
import org.springframework.beans.factory.aot.BeanFactoryInitializationAotProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;

/**
 * Lets payloads be bound, and conditions be evaluated, in a native image. The listener
 * methods are reflective by their annotation.
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
		return sites.isEmpty() ? null
				: (context, code) -> register(context.getRuntimeHints().reflection(), types.toArray(Type[]::new));
	}

	private static void register(ReflectionHints hints, Type[] types) {
		new BindingReflectionHintsRegistrar().registerReflectionHints(hints, types);
		// conditions read them
		hints.registerType(ListenerCall.class, MemberCategory.INVOKE_PUBLIC_METHODS);
		hints.registerType(MessageEvent.class, MemberCategory.INVOKE_PUBLIC_METHODS);
	}

	private static void collect(ListenerSite site, Set<Type> types) {
		try {
			ListenerParameter.of(site.method(), site.beanType(), site.takesBatches())
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

package dev.eventsource.listener;

import java.util.ArrayList;
import java.util.List;

import dev.eventsource.delivery.HandlerTargets;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;

/**
 * Adds the {@link dev.eventsource.SseListener @SseListener} methods of an application
 * context to their sources, when all singletons exist and before sources start. Declare
 * it by a static {@code @Bean} method; it needs a bean of type {@link HandlerTargets}
 * once there is a listener.
 */
public final class SseListenerRegistrar
		implements BeanFactoryPostProcessor, SmartInitializingSingleton, DisposableBean {

	private static final Log logger = LogFactory.getLog(SseListenerRegistrar.class);

	private @Nullable ConfigurableListableBeanFactory beanFactory;

	private @Nullable ListenerAttachment attachment;

	/**
	 * Remembers the factory whose beans to look at.
	 */
	@Override
	public void postProcessBeanFactory(ConfigurableListableBeanFactory beanFactory) {
		this.beanFactory = beanFactory;
	}

	/**
	 * Finds the listeners and adds them to their sources.
	 * @throws InvalidListenerException if a method can not be a listener
	 */
	@Override
	public void afterSingletonsInstantiated() {
		if (this.beanFactory == null) {
			throw new IllegalStateException("Declare the SseListenerRegistrar as a bean, by a static method");
		}
		ListenerServices services = new ListenerServices(this.beanFactory);
		Problems problems = new Problems();
		List<ListenerDefinition> definitions = definitions(services, problems);
		problems.report();
		if (definitions.isEmpty()) {
			return;
		}
		HandlerTargets targets = targets(this.beanFactory, definitions.get(0));
		ListenerSources sources = new ListenerSources(targets.sources());
		List<ListenerMethod> listeners = listeners(definitions, services, sources, problems);
		problems.report();
		this.attachment = new ListenerAttachment(targets, listeners);
		this.attachment.attach();
		listeners.forEach((listener) -> announce(listener.definition(), sources));
	}

	private static List<ListenerDefinition> definitions(ListenerServices services, Problems problems) {
		ListenerAnnotations annotations = new ListenerAnnotations(services);
		List<ListenerDefinition> definitions = new ArrayList<>();
		for (ListenerSite site : new ListenerScan(services.beanFactory(), problems::add).sites()) {
			problems.collect(site.signature(), () -> definitions.addAll(annotations.read(site)));
		}
		definitions.sort(ListenerDefinition.CALLING_ORDER);
		return definitions;
	}

	private static HandlerTargets targets(ConfigurableListableBeanFactory beanFactory, ListenerDefinition first) {
		HandlerTargets targets = beanFactory.getBeanProvider(HandlerTargets.class).getIfAvailable();
		if (targets == null) {
			throw new InvalidListenerException(first.signature(), "has no event source to listen to",
					"Declare a registry of event sources as a bean, or add the eventsource starter.");
		}
		return targets;
	}

	private static List<ListenerMethod> listeners(List<ListenerDefinition> definitions, ListenerServices services,
			ListenerSources sources, Problems problems) {
		ListenerIds ids = new ListenerIds(definitions);
		List<ListenerMethod> listeners = new ArrayList<>();
		for (ListenerDefinition definition : definitions) {
			problems.collect(definition.signature(), () -> {
				sources.require(definition);
				listeners.add(new ListenerMethod(definition, ids.of(definition), services));
			});
		}
		return listeners;
	}

	private static void announce(ListenerDefinition definition, ListenerSources sources) {
		boolean everySource = definition.sources().isEmpty();
		if (everySource && sources.names().size() > 1) {
			logger.warn(definition.name() + " names no source and listens to each of them: "
					+ String.join(", ", sources.names()) + ". Name one with @SseListener(source = ...)");
		}
		boolean listed = !everySource || sources.names().size() == 1;
		logger.info(definition
			.route(listed ? String.join(",", everySource ? sources.names() : definition.sources()) : "*"));
	}

	/**
	 * Takes the listeners away from their sources.
	 */
	@Override
	public void destroy() {
		if (this.attachment != null) {
			this.attachment.detach();
		}
	}

	/** Problems of all listeners, to be reported at once. */
	private static final class Problems {

		private final List<InvalidListenerException> found = new ArrayList<>();

		void add(InvalidListenerException problem) {
			this.found.add(problem);
		}

		void collect(String listener, Runnable step) {
			try {
				step.run();
			}
			catch (ListenerProblem problem) {
				add(problem.at(listener));
			}
		}

		void report() {
			if (!this.found.isEmpty()) {
				InvalidListenerException first = this.found.get(0);
				this.found.stream().skip(1).forEach(first::addSuppressed);
				throw first;
			}
		}

	}

}

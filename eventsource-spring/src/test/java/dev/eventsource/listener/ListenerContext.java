package dev.eventsource.listener;

import java.util.Map;

import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.core.env.MapPropertySource;

/**
 * An application context with the registrar, and sources that do nothing by themselves.
 */
class ListenerContext implements AutoCloseable {

	final AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();

	final FakeTargets targets;

	ListenerContext(String... sources) {
		this.targets = new FakeTargets(sources);
		this.context.registerBean("targets", FakeTargets.class, () -> this.targets);
		this.context.registerBean("registrar", SseListenerRegistrar.class);
	}

	/** Starts a context with the source {@code prices} and some beans. */
	static ListenerContext of(Class<?>... components) {
		return new ListenerContext("prices").start(components);
	}

	ListenerContext property(String name, String value) {
		this.context.getEnvironment().getPropertySources().addFirst(new MapPropertySource(name, Map.of(name, value)));
		return this;
	}

	ListenerContext start(Class<?>... components) {
		if (components.length > 0) {
			this.context.register(components);
		}
		this.context.refresh();
		return this;
	}

	<T> T bean(Class<T> type) {
		return this.context.getBean(type);
	}

	@Override
	public void close() {
		this.context.close();
	}

}

package dev.eventsource.autoconfigure;

import dev.eventsource.EventSource;
import dev.eventsource.client.EventSourceClient;
import dev.eventsource.client.LiveEventSourceRegistry;
import org.springframework.beans.factory.BeanRegistrar;
import org.springframework.beans.factory.BeanRegistry;
import org.springframework.core.env.Environment;

/**
 * Registers a bean for each configured source, and a client for each finite one. Runs at
 * build time and again at run time when the application is built ahead of time, so
 * sources may differ from one environment to the next.
 */
class EventSourceBeanRegistrar implements BeanRegistrar {

	@Override
	public void register(BeanRegistry registry, Environment environment) {
		for (String name : EventSourcePropertiesBinder.sourceNames(environment)) {
			registry.registerBean(SourceNames.beanName(name), EventSource.class,
					(spec) -> spec.description("eventsource.sources." + name)
						.supplier((context) -> context.bean(LiveEventSourceRegistry.class).get(name)));
			if (EventSourcePropertiesBinder.isFinite(environment, name)) {
				registry.registerBean(SourceNames.beanName(name) + "Client", EventSourceClient.class,
						(spec) -> spec.description("eventsource.sources." + name)
							.supplier((context) -> context.bean(LiveEventSourceRegistry.class).client(name)));
			}
		}
	}

}

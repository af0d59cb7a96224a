package dev.eventsource.benchmarks.client;

import java.net.URI;
import java.util.Map;

import dev.eventsource.SseListener;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.annotation.Configuration;

/**
 * The starter with actuator, and a listener method that takes a record.
 */
final class OurApplication implements Contender {

	private final String executor;

	OurApplication(String executor) {
		this.executor = executor;
	}

	@Override
	public void open(URI url, String type, EventCounter counter) {
		new SpringApplicationBuilder(Application.class).web(WebApplicationType.NONE)
			.properties(Map.of("spring.main.banner-mode", "off", "eventsource.sources.bench.url", url,
					"eventsource.sources.bench.delivery.executor", this.executor))
			.initializers((context) -> context.getBeanFactory().registerSingleton("counter", counter))
			.run();
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Application {

		private final EventCounter counter;

		Application(EventCounter counter) {
			this.counter = counter;
		}

		@SseListener(source = "bench")
		void onChange(Change change) {
			this.counter.event(change);
		}

	}

}

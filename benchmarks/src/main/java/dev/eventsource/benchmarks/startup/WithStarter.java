package dev.eventsource.benchmarks.startup;

import dev.eventsource.SseListener;
import dev.eventsource.benchmarks.client.Change;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.reactive.function.client.WebClient;

/**
 * The same application with the starter, a source and a listener.
 */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
public class WithStarter {

	public static void main(String[] args) {
		new SpringApplicationBuilder(WithStarter.class).web(WebApplicationType.NONE).run(args);
		StartTimes.print();
	}

	@Bean
	WebClient client(WebClient.Builder builder) {
		return builder.baseUrl("http://127.0.0.1").build();
	}

	@SseListener(source = "bench")
	void onChange(Change change) {
	}

}

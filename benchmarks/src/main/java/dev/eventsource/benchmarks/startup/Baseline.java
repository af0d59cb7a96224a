package dev.eventsource.benchmarks.startup;

import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.web.reactive.function.client.WebClient;

/**
 * An application with actuator that makes a WebClient, and opens {@code bench.url} with
 * it if that is set. Runs where our classes are missing.
 */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
public class Baseline {

	public static void main(String[] args) {
		new SpringApplicationBuilder(Baseline.class).web(WebApplicationType.NONE).run(args);
		StartTimes.print();
	}

	@Bean
	WebClient client(WebClient.Builder builder) {
		return builder.baseUrl("http://127.0.0.1").build();
	}

	@Bean
	@ConditionalOnProperty("bench.url")
	SmartInitializingSingleton subscription(WebClient client, @Value("${bench.url}") String url) {
		return () -> client.get().uri(url).retrieve().bodyToFlux(new Events()).subscribe();
	}

	private static final class Events extends ParameterizedTypeReference<ServerSentEvent<String>> {

	}

}

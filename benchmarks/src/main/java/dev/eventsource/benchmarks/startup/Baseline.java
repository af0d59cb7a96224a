package dev.eventsource.benchmarks.startup;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.reactive.function.client.WebClient;

/**
 * An application with actuator that makes a WebClient. Runs where our classes are
 * missing.
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

}

package dev.eventsource.autoconfigure;

import java.nio.charset.StandardCharsets;

import dev.eventsource.EventSource;
import dev.eventsource.EventSourceCustomizer;
import dev.eventsource.EventSourceRequestCustomizer;
import dev.eventsource.EventSourceSpec;
import dev.eventsource.test.SseResponse;
import dev.eventsource.test.SseTestServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.http.client.autoconfigure.HttpClientAutoConfiguration;
import org.springframework.boot.http.client.autoconfigure.reactive.ClientHttpConnectorBuilderCustomizer;
import org.springframework.boot.http.client.autoconfigure.reactive.ReactiveHttpClientAutoConfiguration;
import org.springframework.boot.http.client.reactive.JettyClientHttpConnectorBuilder;
import org.springframework.boot.http.client.reactive.ReactorClientHttpConnectorBuilder;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.webclient.WebClientCustomizer;
import org.springframework.boot.webclient.autoconfigure.WebClientAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.web.reactive.function.client.ClientRequest;
import org.springframework.web.reactive.function.client.WebClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Whatever an application customizes holds for its sources, and goes nowhere that the
 * redirect rule keeps it from.
 */
class CustomizationTests {

	private final SseTestServer server = SseTestServer.start();

	private final SseTestServer other = SseTestServer.start();

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(EventSourceAutoConfiguration.class, WebClientAutoConfiguration.class,
				HttpClientAutoConfiguration.class, ReactiveHttpClientAutoConfiguration.class))
		.withUserConfiguration(Customizers.class)
		.withPropertyValues("eventsource.sources.prices.url=" + this.server.url("/prices"));

	@AfterEach
	void close() {
		this.server.close();
		this.other.close();
	}

	@Test
	void appliesAllCustomizersOfTheApplication() {
		this.server.always(SseResponse.stream("data: a\n\n").stayOpen());

		connect();

		assertThat(headOf(this.server)).contains("X-Web-Client: secret", "X-Connector: secret", "X-Second: secret",
				"X-Source: secret", "X-Filter: secret", "Authorization: Bearer secret");
	}

	@Test
	void takesNothingOfThemToAnotherOrigin() {
		this.server.always(SseResponse.redirect(307, this.other.url("/prices").toString()));
		this.other.always(SseResponse.stream("data: a\n\n").stayOpen());

		connect();

		assertThat(headOf(this.other)).doesNotContain("secret");
	}

	private void connect() {
		this.runner
			.run((context) -> assertThat(context.getBean(EventSource.class).events().next().block()).isNotNull());
	}

	private static String headOf(SseTestServer server) {
		return new String(server.takeRequest().head(), StandardCharsets.ISO_8859_1);
	}

	@Configuration(proxyBeanMethods = false)
	static class Customizers {

		@Bean
		WebClientCustomizer webClientCustomizer() {
			return (builder) -> builder.defaultHeader("X-Web-Client", "secret");
		}

		@Bean
		@Order(1)
		ClientHttpConnectorBuilderCustomizer<ReactorClientHttpConnectorBuilder> connectorCustomizer() {
			return (builder) -> builder.withHttpClientCustomizer(
					(client) -> client.followRedirect(true).headers((headers) -> headers.set("X-Connector", "secret")));
		}

		@Bean
		@Order(2)
		ClientHttpConnectorBuilderCustomizer<ReactorClientHttpConnectorBuilder> secondCustomizer() {
			return (builder) -> builder
				.withHttpClientCustomizer((client) -> client.headers((headers) -> headers.set("X-Second", "secret")));
		}

		@Bean
		ClientHttpConnectorBuilderCustomizer<JettyClientHttpConnectorBuilder> customizerOfAnotherLibrary() {
			return (builder) -> {
				throw new AssertionError("never asked");
			};
		}

		@Bean
		EventSourceRequestCustomizer requestCustomizer() {
			return (request) -> request.bearer("secret");
		}

		@Bean
		EventSourceCustomizer sourceCustomizer() {
			return new EventSourceCustomizer() {

				@Override
				public EventSourceSpec customize(String source, EventSourceSpec spec) {
					return spec.with((changes) -> changes.header("X-Source", "secret"));
				}

				@Override
				public void customize(String source, WebClient.Builder client) {
					client.filter((request, next) -> next
						.exchange(ClientRequest.from(request).header("X-Filter", "secret").build()));
				}

			};
		}

	}

}

package dev.eventsource.autoconfigure;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

import dev.eventsource.ConnectionFailedException;
import dev.eventsource.EventSource;
import dev.eventsource.EventSourceRequestCustomizer;
import dev.eventsource.EventSourceState;
import dev.eventsource.client.EventSourceClient;
import dev.eventsource.client.LiveEventSourceRegistry;
import dev.eventsource.test.SseResponse;
import dev.eventsource.test.SseTestServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.webclient.autoconfigure.WebClientAutoConfiguration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Finite sources in an application.
 */
class FiniteSourceTests {

	private static final Duration LONG = Duration.ofSeconds(20);

	private final SseTestServer server = SseTestServer.start();

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(EventSourceAutoConfiguration.class, JacksonAutoConfiguration.class,
				EventSourcePayloadAutoConfiguration.class, WebClientAutoConfiguration.class))
		.withPropertyValues("eventsource.sources.order-chat.url=" + this.server.url("/ask"),
				"eventsource.sources.order-chat.mode=finite", "eventsource.sources.order-chat.complete-on.data=[DONE]");

	@AfterEach
	void close() {
		this.server.close();
	}

	@Test
	void eachFiniteSourceHasAClient() {
		this.server.enqueue(SseResponse.stream().data("{\"text\":\"hi\",\"more\":1}").data("[DONE]").stayOpen());

		this.runner.run((context) -> {
			EventSourceClient client = context.getBean("orderChatEventSourceClient", EventSourceClient.class);
			Said said = client.exchange(new Said("hello"), Said.class).blockLast(LONG);

			assertThat(said).isEqualTo(new Said("hi"));
			assertThat(this.server.takeRequest().bodyText()).isEqualTo("{\"text\":\"hello\"}");
		});
	}

	@Test
	void aFiniteSourceDoesNotConnectAtStartUp() {
		this.runner.run((context) -> {
			EventSource source = context.getBean("orderChatEventSource", EventSource.class);
			source.onMessage((event) -> {
			});

			assertThat(source.state().kind()).isEqualTo(EventSourceState.Kind.CLOSED);
			assertThat(this.server.requests()).isEmpty();
		});
	}

	@Test
	void aFiniteSourceDoesNotCountInHealth() {
		this.runner.run((context) -> {
			EventSourcesHealthContributor health = new EventSourcesHealthContributor(
					context.getBean(LiveEventSourceRegistry.class));

			assertThat(health.stream()).isEmpty();
		});
	}

	@Test
	void freshCredentialsGoAlongWithEachAttempt() {
		AtomicInteger tokens = new AtomicInteger();
		EventSourceRequestCustomizer fresh = (request) -> request.header("X-Token", "t" + tokens.incrementAndGet());
		this.server.enqueue(SseResponse.status(401), SseResponse.stream().data("1").data("[DONE]").stayOpen());

		this.runner.withBean(EventSourceRequestCustomizer.class, () -> fresh).run((context) -> {
			context.getBean(EventSourceClient.class).exchange("{}").blockLast(LONG);

			assertThat(this.server.awaitRequests(2)).extracting((request) -> request.header("X-Token").orElse(""))
				.containsExactly("t1", "t2");
			assertThat(this.server.requests()).allMatch((request) -> request.bodyText().equals("{}"));
		});
	}

	@Test
	void anEndlessSourceHasNoClient() {
		this.runner
			.withPropertyValues("eventsource.sources.order-chat.mode=", "eventsource.defaults.mode=endless",
					"eventsource.sources.order-chat.complete-on.data=")
			.run((context) -> assertThat(context.getBeanNamesForType(EventSourceClient.class)).isEmpty());
	}

	@Test
	void theModeOfTheDefaultsCounts() {
		this.runner.withPropertyValues("eventsource.defaults.mode=finite", "eventsource.sources.other.url=http://a/")
			.run((context) -> assertThat(context.getBeansOfType(EventSourceClient.class))
				.containsOnlyKeys("orderChatEventSourceClient", "otherEventSourceClient"));
	}

	@Test
	void aDisabledSourceHasAClientThatRefuses() {
		this.runner.withPropertyValues("eventsource.enabled=false").run((context) -> {
			EventSourceClient client = context.getBean(EventSourceClient.class);

			assertThatExceptionOfType(ConnectionFailedException.class)
				.isThrownBy(() -> client.exchange(Map.of()).blockLast(LONG));
			assertThat(this.server.requests()).isEmpty();
		});
	}

	@Test
	void exchangesEndWithTheApplication() {
		this.server.enqueue(SseResponse.stream().data("1").stayOpen());

		this.runner.run((context) -> {
			context.getBean(EventSourceClient.class).exchange("{}").subscribe((event) -> {
			}, (failure) -> {
			});
			this.server.awaitConnected();
		});

		this.server.awaitClosed();
	}

	record Said(String text) {
	}

}

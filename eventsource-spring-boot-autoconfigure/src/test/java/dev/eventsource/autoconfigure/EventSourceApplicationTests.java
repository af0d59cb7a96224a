package dev.eventsource.autoconfigure;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import dev.eventsource.EventSource;
import dev.eventsource.EventSourceOpenedEvent;
import dev.eventsource.SseListener;
import dev.eventsource.test.SseResponse;
import dev.eventsource.test.SseTestServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.event.EventListener;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

class EventSourceApplicationTests {

	private static final String SECRET = "s3cret";

	private final SseTestServer server = SseTestServer.start();

	private ConfigurableApplicationContext context;

	@BeforeEach
	void script() {
		this.server.on("/prices").always(SseResponse.stream().event("message", "1", "{\"value\":42}").stayOpen());
	}

	@AfterEach
	void close() {
		if (this.context != null) {
			this.context.close();
		}
		this.server.close();
	}

	@Test
	void deliversEventsToListeners() throws InterruptedException {
		run(WebApplicationType.SERVLET);

		assertThat(nextPrice()).isEqualTo(new Price(42));
	}

	@Test
	void publishesApplicationEvents() throws InterruptedException {
		run(WebApplicationType.SERVLET);

		assertThat(this.context.getBean(Prices.class).opened.poll(5, TimeUnit.SECONDS)).isNotNull()
			.extracting(EventSourceOpenedEvent::source)
			.isEqualTo("prices");
	}

	@Test
	void healthHasAComponentForEachSource() throws Exception {
		run(WebApplicationType.SERVLET);
		nextPrice();

		JsonNode sources = get("/actuator/health/eventSource").get("components");

		assertThat(sources.propertyNames()).containsExactlyInAnyOrder("prices", "off");
		assertThat(sources.at("/prices/status").asString()).isEqualTo("UP");
		assertThat(sources.at("/prices/details/state").asString()).isEqualTo("OPEN");
		assertThat(sources.at("/prices/details/url").asString()).isEqualTo(this.server.url("/prices").toString());
		assertThat(sources.at("/off/status").asString()).isEqualTo("UNKNOWN");
		assertThat(sources.at("/off/details/reason").asString()).isEqualTo("disabled");
	}

	@Test
	void anApplicationWithoutSourcesIsUp() throws Exception {
		this.context = new SpringApplicationBuilder(Empty.class)
			.properties("server.port=0", "management.endpoint.health.show-details=always",
					"management.health.redis.enabled=false")
			.run();

		assertThat(get("/actuator/health").get("status").asString()).isEqualTo("UP");
	}

	@Test
	void theEndpointListsSources() throws Exception {
		run(WebApplicationType.SERVLET);
		nextPrice();

		JsonNode sources = get("/actuator/eventsources").get("sources");

		assertThat(sources.propertyNames()).containsExactlyInAnyOrder("prices", "off");
		assertThat(sources.at("/prices/state").asString()).isEqualTo("OPEN");
		assertThat(sources.at("/prices/readyState").asInt()).isEqualTo(1);
		assertThat(sources.at("/prices/lastEventId").asString()).isEqualTo("1");
		assertThat(sources.at("/prices/since").asString()).startsWith("20");
	}

	@Test
	void theEndpointTellsWhatListenersTake() throws Exception {
		run(WebApplicationType.SERVLET);
		nextPrice();

		JsonNode source = get("/actuator/eventsources/prices");

		assertThat(source.get("name").asString()).isEqualTo("prices");
		assertThat(source.at("/listeners/0/types/0").asString()).isEqualTo("message");
		assertThat(source.at("/listeners/0/id").asString()).contains("onPrice");
		assertThat(source.at("/events/received").asInt()).isEqualTo(1);
		assertThat(source.at("/position/store").asString()).isEqualTo("memory");
	}

	@Test
	void theEndpointDoesNotKnowOtherSources() throws Exception {
		run(WebApplicationType.SERVLET);

		assertThat(response("/actuator/eventsources/nobody").statusCode()).isEqualTo(404);
	}

	@Test
	void theEndpointOnlyReads() throws Exception {
		run(WebApplicationType.SERVLET);

		HttpRequest post = HttpRequest.newBuilder(uri("/actuator/eventsources/prices"))
			.POST(HttpRequest.BodyPublishers.ofString("{}"))
			.build();

		assertThat(HttpClient.newHttpClient().send(post, HttpResponse.BodyHandlers.discarding()).statusCode())
			.isEqualTo(405);
	}

	@Test
	void showsNoSecretAnywhere() throws Exception {
		run(WebApplicationType.SERVLET);
		nextPrice();

		for (String path : List.of("health", "eventsources", "eventsources/prices", "configprops", "env", "beans",
				"metrics")) {
			assertThat(response("/actuator/" + path).body()).as(path).isNotEmpty().doesNotContain(SECRET);
		}
	}

	@Test
	void countsEvents() throws Exception {
		run(WebApplicationType.SERVLET);
		nextPrice();

		JsonNode events = get("/actuator/metrics/eventsource.events?tag=source:prices&tag=type:message");

		assertThat(events.at("/measurements/0/value").asInt()).isEqualTo(1);
		assertThat(get("/actuator/metrics/eventsource.connection.state?tag=source:prices").at("/measurements/0/value")
			.asInt()).isEqualTo(1);
	}

	@Test
	void keepsAnApplicationWithoutAWebServerAliveUntilItsSourcesAreClosed() throws InterruptedException {
		run(WebApplicationType.NONE);
		nextPrice();
		List<Thread> alive = keepAlive();

		this.context.getBean("pricesEventSource", EventSource.class).close();

		assertThat(alive).hasSize(1);
		alive.get(0).join(5000);
		assertThat(alive.get(0).isAlive()).isFalse();
	}

	@Test
	void letsAnApplicationWithoutAWebServerEndWhenItsContextCloses() throws InterruptedException {
		run(WebApplicationType.NONE);
		nextPrice();
		List<Thread> alive = keepAlive();

		this.context.close();

		assertThat(alive).hasSize(1);
		alive.get(0).join(5000);
		assertThat(alive.get(0).isAlive()).isFalse();
	}

	@Test
	void holdsNoThreadBesideAWebServer() throws InterruptedException {
		run(WebApplicationType.SERVLET);
		nextPrice();

		assertThat(keepAlive()).isEmpty();
	}

	@Test
	void connectsAgainAfterEachOfAHundredPauses() throws InterruptedException {
		run(WebApplicationType.NONE);
		nextPrice();

		for (int round = 0; round < 100; round++) {
			this.context.pause();
			this.server.awaitClosed();
			this.context.restart();
			this.server.awaitOpenConnections(1);
		}

		assertThat(keepAlive()).hasSize(1);
	}

	private void run(WebApplicationType type) {
		this.context = new SpringApplicationBuilder(Application.class).web(type)
			.properties(Map.of("server.port", "0", "management.endpoints.web.exposure.include", "*",
					"management.endpoint.health.show-details", "always", "spring.main.banner-mode", "off",
					"eventsource.sources.prices.url", this.server.url("/prices") + "?token=" + SECRET,
					"eventsource.sources.prices.query.key", SECRET, "eventsource.sources.prices.headers.X-Key", SECRET,
					"eventsource.sources.off.enabled", "false"))
			.run("--eventsource.sources.prices.auth.bearer=" + SECRET);
	}

	private Price nextPrice() throws InterruptedException {
		Price price = this.context.getBean(Prices.class).received.poll(10, TimeUnit.SECONDS);
		assertThat(price).isNotNull();
		return price;
	}

	private JsonNode get(String path) throws IOException, InterruptedException {
		return new JsonMapper().readTree(response(path).body());
	}

	private HttpResponse<String> response(String path) throws IOException, InterruptedException {
		return HttpClient.newHttpClient()
			.send(HttpRequest.newBuilder(uri(path)).build(), HttpResponse.BodyHandlers.ofString());
	}

	private URI uri(String path) {
		return URI.create("http://localhost:" + this.context.getEnvironment().getProperty("local.server.port") + path);
	}

	private static List<Thread> keepAlive() {
		return Thread.getAllStackTraces()
			.keySet()
			.stream()
			.filter((thread) -> thread.getName().equals("eventsource-keep-alive"))
			.toList();
	}

	record Price(int value) {
	}

	static class Prices {

		private final BlockingQueue<Price> received = new LinkedBlockingQueue<>();

		private final BlockingQueue<EventSourceOpenedEvent> opened = new LinkedBlockingQueue<>();

		@SseListener(source = "prices")
		void onPrice(Price price) {
			this.received.add(price);
		}

		@EventListener
		void onOpen(EventSourceOpenedEvent event) {
			this.opened.add(event);
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@Import(Prices.class)
	static class Application {

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Empty {

	}

}

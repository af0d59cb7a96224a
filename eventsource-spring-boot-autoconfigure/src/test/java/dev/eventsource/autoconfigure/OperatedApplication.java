package dev.eventsource.autoconfigure;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import dev.eventsource.EventSourceSpec;
import dev.eventsource.SseListener;
import dev.eventsource.client.LiveEventSourceRegistry;
import dev.eventsource.test.ServerEvent;
import dev.eventsource.test.SseTestServer;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A running application that reads five events from a server, and cannot handle
 * {@code poison}.
 */
final class OperatedApplication implements AutoCloseable {

	static final String PAYLOAD = "p4yload";

	private static final List<ServerEvent> EVENTS = List.of(ServerEvent.of("1", "10"), ServerEvent.of("2", "20"),
			ServerEvent.of("3", "poison " + PAYLOAD), ServerEvent.of("4", "40"), ServerEvent.of("5", "50"));

	private final SseTestServer server = SseTestServer.start();

	private final ConfigurableApplicationContext context;

	OperatedApplication(String... settings) {
		this.server.on("/prices").replaying(EVENTS);
		List<String> arguments = new ArrayList<>(List.of("--server.port=0", "--spring.main.banner-mode=off",
				"--management.endpoints.web.exposure.include=*", "--eventsource.defaults.delivery.retry.max-retries=0",
				"--eventsource.sources.prices.url=" + this.server.url("/prices"),
				"--eventsource.sources.off.enabled=false"));
		arguments.addAll(List.of(settings));
		this.context = new SpringApplicationBuilder(Application.class).run(arguments.toArray(String[]::new));
	}

	/** With access to all that the endpoint can do. */
	static OperatedApplication unrestricted(String... settings) {
		List<String> all = new ArrayList<>(List.of(settings));
		all.add("--management.endpoint.eventsources.access=unrestricted");
		return new OperatedApplication(all.toArray(String[]::new));
	}

	/** Puts a new source, server and listener in the place of those there were. */
	void renew() {
		LiveEventSourceRegistry registry = bean(LiveEventSourceRegistry.class);
		registry.get("prices").stop();
		// the position would outlive the source
		registry.get("prices").reset("");
		registry.remove("prices");
		this.server.reset();
		this.server.on("/prices").replaying(EVENTS);
		prices().renew();
		registry.register("prices", EventSourceSpec.builder(this.server.url("/prices").toString()).build());
	}

	SseTestServer server() {
		return this.server;
	}

	<T> T bean(Class<T> type) {
		return this.context.getBean(type);
	}

	Prices prices() {
		return bean(Prices.class);
	}

	/** Waits until the application has handled an event with this data. */
	void awaitPrice(String data) {
		try {
			String handled;
			do {
				handled = prices().handled.poll(10, TimeUnit.SECONDS);
			}
			while (handled != null && !handled.equals(data));
			if (handled == null) {
				throw new AssertionError(data + " was not handled");
			}
		}
		catch (InterruptedException ex) {
			throw new AssertionError(ex);
		}
	}

	Answer get(String path) {
		return send(HttpRequest.newBuilder(uri(path)).build());
	}

	Answer post(String path, String json) {
		return send(HttpRequest.newBuilder(uri(path))
			.header("Content-Type", "application/json")
			.POST(HttpRequest.BodyPublishers.ofString(json))
			.build());
	}

	private static Answer send(HttpRequest request) {
		try {
			HttpResponse<String> response = HttpClient.newHttpClient()
				.send(request, HttpResponse.BodyHandlers.ofString());
			return new Answer(response.statusCode(), response.body());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (InterruptedException ex) {
			throw new AssertionError(ex);
		}
	}

	private URI uri(String path) {
		return URI.create("http://localhost:" + this.context.getEnvironment().getProperty("local.server.port")
				+ "/actuator/eventsources" + path);
	}

	@Override
	public void close() {
		this.context.close();
		this.server.close();
	}

	record Answer(int status, String body) {

		JsonNode json() {
			return new JsonMapper().readTree(this.body);
		}

		String text(String pointer) {
			return json().at(pointer).asString();
		}

	}

	static final class Prices {

		final BlockingQueue<String> handled = new LinkedBlockingQueue<>();

		/** Whether the poison has an antidote. */
		volatile boolean mended;

		/** Lets a call with the antidote go on. */
		volatile CountDownLatch gate = new CountDownLatch(0);

		/** Goes down to 0 at such a call. */
		volatile CountDownLatch called = new CountDownLatch(1);

		void renew() {
			this.handled.clear();
			this.mended = false;
			this.gate = new CountDownLatch(0);
			this.called = new CountDownLatch(1);
		}

		@SseListener(source = "prices", id = "ledger")
		void onPrice(String price) throws InterruptedException {
			if (price.startsWith("poison")) {
				if (!this.mended) {
					throw new IllegalArgumentException("Not a number: " + price);
				}
				this.called.countDown();
				this.gate.await();
			}
			this.handled.add(price);
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@Import(Prices.class)
	static class Application {

	}

}

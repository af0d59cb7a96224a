package dev.eventsource.samples.operations;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;

import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.test.util.TestSocketUtils;

/**
 * A run of the sample on a port of its own.
 */
final class OperationsRun implements AutoCloseable {

	private final int port = TestSocketUtils.findAvailableTcpPort();

	private final ConfigurableApplicationContext context;

	private OperationsRun(List<String> arguments) {
		List<String> all = new ArrayList<>(arguments);
		all.add("--server.port=" + this.port);
		this.context = SpringApplication.run(OperationsApplication.class, all.toArray(String[]::new));
	}

	static OperationsRun with(String... arguments) {
		return new OperationsRun(List.of(arguments));
	}

	/**
	 * Runs it at a pace at which all that can happen soon does.
	 */
	static OperationsRun quickly() {
		return with("--operations.pace=10ms", "--operations.up-for=300ms",
				"--eventsource.sources.flapping.reconnect.delay=50ms",
				"--eventsource.sources.flapping.reconnect.min-delay=50ms",
				"--eventsource.sources.flapping.reconnect.max-delay=50ms",
				"--eventsource.sources.flapping.delivery.on-failure=skip",
				"--eventsource.sources.flapping.delivery.retry.delay=20ms",
				"--eventsource.sources.silent.health.max-silence=1s");
	}

	int port() {
		return this.port;
	}

	String url(String path) {
		return "http://localhost:" + this.port + path;
	}

	<T> T bean(Class<T> type) {
		return this.context.getBean(type);
	}

	String get(String path) {
		try {
			return HttpClient.newHttpClient()
				.send(HttpRequest.newBuilder(URI.create(url(path))).build(), HttpResponse.BodyHandlers.ofString())
				.body();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (InterruptedException ex) {
			throw new AssertionError(ex);
		}
	}

	@Override
	public void close() {
		this.context.close();
	}

}

package dev.eventsource.samples.wall;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

import dev.eventsource.DeadLetter;
import dev.eventsource.EventSourceRegistry;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.http.client.ReactorResourceFactory;
import org.springframework.test.util.TestSocketUtils;

import static org.awaitility.Awaitility.await;

/**
 * A wall that can be stopped and started again, with the same port and database.
 */
final class RunningWall implements AutoCloseable {

	private final HttpClient client = HttpClient.newHttpClient();

	private final int port = TestSocketUtils.findAvailableTcpPort();

	private final String name;

	private final String[] arguments;

	private @Nullable ConfigurableApplicationContext context;

	RunningWall(String name, Path directory, String... arguments) {
		this.name = name;
		this.arguments = Stream.concat(Stream.of("--server.port=" + this.port, "--wall.name=" + name,
				"--spring.datasource.url=jdbc:h2:file:" + directory.resolve(name)
						+ ";WRITE_DELAY=0;DB_CLOSE_ON_EXIT=FALSE",
				"--eventsource.defaults.reconnect.delay=100ms", "--eventsource.defaults.reconnect.min-delay=100ms"),
				Stream.of(arguments))
			.toArray(String[]::new);
		start();
	}

	void start() {
		this.context = new SpringApplicationBuilder(WallApplication.class).registerShutdownHook(false)
			.initializers(RunningWall::takeThreadsOfItsOwn)
			.run(this.arguments);
	}

	/** Or the first wall that stops would stop Netty for the others, too. */
	private static void takeThreadsOfItsOwn(ConfigurableApplicationContext context) {
		ReactorResourceFactory threads = new ReactorResourceFactory();
		threads.setUseGlobalResources(false);
		((GenericApplicationContext) context).registerBean(ReactorResourceFactory.class, () -> threads);
	}

	@Override
	public void close() {
		if (this.context != null) {
			this.context.close();
		}
	}

	void restart() {
		close();
		start();
	}

	String name() {
		return this.name;
	}

	String url(String path) {
		return "http://localhost:" + this.port + path;
	}

	String secureUrl(String path) {
		return "https://localhost:" + this.port + path;
	}

	/**
	 * Posts, and says it again until there is an answer, as the page does.
	 */
	int post(String id, String author, String text) {
		String body = "{\"author\":\"%s\",\"text\":\"%s\"}".formatted(author, text);
		return await().pollInSameThread()
			.pollDelay(Duration.ZERO)
			.pollInterval(Duration.ofMillis(20))
			.atMost(Duration.ofSeconds(60))
			.ignoreExceptionsInstanceOf(IOException.class)
			.until(() -> put("/posts/" + id, body), (status) -> status < 500);
	}

	int put(String path, String body) throws IOException {
		HttpRequest request = HttpRequest.newBuilder(URI.create(url(path)))
			.header("Content-Type", "application/json")
			.PUT(BodyPublishers.ofString(body))
			.build();
		try {
			return this.client.send(request, BodyHandlers.discarding()).statusCode();
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * Returns the ids of all that stands there, in its order.
	 */
	List<String> ids() {
		return entries().stream().map(Entry::id).toList();
	}

	/**
	 * Returns what a source has set aside.
	 */
	List<DeadLetter> deadLetters(String source) {
		return bean(EventSourceRegistry.class).get(source).deadLetters(10);
	}

	private <T> T bean(Class<T> type) {
		if (this.context == null) {
			throw new IllegalStateException(this.name + " does not run");
		}
		return this.context.getBean(type);
	}

	List<Entry> entries() {
		return bean(Entries.class).after(0, Integer.MAX_VALUE).stream().map(Numbered::entry).toList();
	}

}

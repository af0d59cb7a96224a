package dev.eventsource.samples.browsers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.springframework.test.util.TestSocketUtils;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/**
 * A sample, started from its jar, as README says.
 */
final class RunningSample implements AutoCloseable {

	private final HttpClient client = HttpClient.newHttpClient();

	private final int port = TestSocketUtils.findAvailableTcpPort();

	private final List<String> command;

	private final Path log;

	private Process process;

	RunningSample(String name, String... arguments) {
		Path jar = Path.of("..", name, "target", name + ".jar");
		assumeTrue(Files.exists(jar), "The sample's jar is made by 'verify', not by 'test'");
		this.command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
				"-XX:TieredStopAtLevel=1", "-jar", jar.toString(), "--server.port=" + this.port));
		this.command.addAll(List.of(arguments));
		this.log = Path.of("target", name + ".log");
		this.process = start();
	}

	private Process start() {
		try {
			Process started = new ProcessBuilder(this.command).redirectErrorStream(true)
				.redirectOutput(ProcessBuilder.Redirect.appendTo(this.log.toFile()))
				.start();
			await().atMost(Duration.ofMinutes(2)).until(this::answers);
			return started;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private boolean answers() throws InterruptedException {
		try {
			get("/nothing-here");
			return true;
		}
		catch (IOException ex) {
			return false; // not yet
		}
	}

	private void get(String path) throws IOException, InterruptedException {
		this.client.send(HttpRequest.newBuilder(URI.create(url(path))).build(), BodyHandlers.discarding());
	}

	void restart() {
		close();
		this.process = start();
	}

	String url(String path) {
		return "http://localhost:" + this.port + path;
	}

	void put(String path, String body) {
		HttpRequest request = HttpRequest.newBuilder(URI.create(url(path)))
			.header("Content-Type", "application/json")
			.PUT(BodyPublishers.ofString(body))
			.build();
		try {
			this.client.send(request, BodyHandlers.discarding());
		}
		catch (IOException | InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	@Override
	public void close() {
		this.process.destroy();
		this.process.onExit().join();
	}

}

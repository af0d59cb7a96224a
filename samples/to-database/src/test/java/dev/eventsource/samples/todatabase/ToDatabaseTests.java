package dev.eventsource.samples.todatabase;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

import dev.eventsource.test.ServerEvent;
import dev.eventsource.test.SseResponse;
import dev.eventsource.test.SseStream;
import dev.eventsource.test.SseTestServer;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.data.domain.Sort;
import org.springframework.jdbc.core.JdbcTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * The application is killed in the middle of its stream.
 */
class ToDatabaseTests {

	private static final int LAST = 300;

	private static final int OF_FIRST_STREAM = 100;

	private final SseTestServer server = SseTestServer.start();

	@TempDir
	private Path directory;

	@BeforeEach
	void script() {
		this.server.on("/orders").replaying(events(LAST));
		SseStream first = SseResponse.stream();
		for (ServerEvent event : events(OF_FIRST_STREAM)) {
			first = first.event(event.type(), event.id(), event.data());
		}
		this.server.on("/orders").enqueue(first.stayOpen());
	}

	private static List<ServerEvent> events(int count) {
		return IntStream.rangeClosed(1, count)
			.mapToObj((n) -> ServerEvent.of("" + n, "{\"number\":\"B-%d\",\"quantity\":1}".formatted(n)))
			.toList();
	}

	@AfterEach
	void close() {
		this.server.close();
	}

	@Test
	void eachOrderIsInTheDatabaseOnceAlthoughTheApplicationDies() throws Exception {
		bookAllAlthoughItDies(
				"--spring.datasource.url=jdbc:h2:file:" + this.directory.resolve("orders") + ";WRITE_DELAY=0");
	}

	@Test
	void postgresqlHasEachOrderOnceToo() throws Exception {
		try (EmbeddedPostgres postgres = EmbeddedPostgres.start()) {
			JdbcTemplate jdbc = new JdbcTemplate(postgres.getPostgresDatabase());
			jdbc.execute("CREATE ROLE orders LOGIN");
			jdbc.execute("CREATE DATABASE orders OWNER orders");

			bookAllAlthoughItDies("--spring.profiles.active=postgresql",
					"--spring.datasource.url=jdbc:postgresql://localhost:" + postgres.getPort() + "/orders");
		}
	}

	private void bookAllAlthoughItDies(String... database) throws Exception {
		List<String> arguments = new ArrayList<>(List.of(database));
		arguments.add("--eventsource.sources.orders.url=" + this.server.url("/orders"));
		// or the next run would wait for half a minute
		arguments.add("--eventsource.sources.orders.checkpoint.lease=5s");
		killAfterBookings(50, arguments);

		try (ConfigurableApplicationContext application = SpringApplication.run(ToDatabaseApplication.class,
				arguments.toArray(String[]::new))) {
			Bookings bookings = application.getBean(Bookings.class);
			await().atMost(Duration.ofSeconds(60)).until(() -> bookings.count() >= LAST);

			assertThat(bookings.findAll(Sort.by("id"))).extracting(Booking::getNumber)
				.containsExactlyElementsOf(numbers());
		}
		assertThat(positionOfTheSecondRun()).isBetween(1, OF_FIRST_STREAM);
	}

	private void killAfterBookings(int count, List<String> arguments) throws IOException, InterruptedException {
		Process application = new ProcessBuilder(command(arguments)).redirectErrorStream(true).start();
		try (BufferedReader output = application.inputReader()) {
			assertThat(output.lines().filter((line) -> line.contains("insert into booking")).limit(count))
				.hasSize(count);
		}
		finally {
			application.destroyForcibly().waitFor();
		}
	}

	private static List<String> command(List<String> arguments) {
		List<String> command = new ArrayList<>(
				List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp",
						System.getProperty("java.class.path"), ToDatabaseApplication.class.getName(),
						"--spring.jpa.show-sql=true"));
		command.addAll(arguments);
		return command;
	}

	private int positionOfTheSecondRun() {
		return Integer.parseInt(this.server.on("/orders").requests().get(1).lastEventId().orElseThrow());
	}

	private static List<String> numbers() {
		return IntStream.rangeClosed(1, LAST).mapToObj((n) -> "B-" + n).toList();
	}

}

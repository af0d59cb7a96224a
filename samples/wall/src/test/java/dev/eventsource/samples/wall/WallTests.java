package dev.eventsource.samples.wall;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import dev.eventsource.EventSource;
import dev.eventsource.EventSourceSpec;
import dev.eventsource.MessageEvent;
import dev.eventsource.client.EventSources;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A single wall, by HTTP.
 */
class WallTests {

	@TempDir
	private static Path directory;

	private static RunningWall wall;

	@BeforeAll
	static void start() throws IOException {
		wall = new RunningWall("alice", directory);
		wall.post("p1", "Ann", "first");
		wall.post("p2", "Bob", "second");
		wall.put("/posts/p1/likes/Bob", "");
	}

	@AfterAll
	static void stop() {
		wall.close();
	}

	@Test
	void showsWhatStandsThere() {
		List<MessageEvent> events = read(EventSourceSpec.builder(wall.url("/wall")).build(), 3);

		assertThat(events).extracting(MessageEvent::type).containsExactly("post", "post", "like");
		assertThat(events).extracting(MessageEvent::lastEventId).containsExactly("1", "2", "3");
		assertThat(events.get(0).data()).contains("\"author\":\"Ann\"", "\"text\":\"first\"", "\"wall\":\"alice\"");
	}

	@Test
	void goesOnBehindTheIdOfAReader() {
		EventSourceSpec spec = EventSourceSpec.builder(wall.url("/wall")).lastEventId("2").build();

		assertThat(read(spec, 1)).extracting(MessageEvent::lastEventId).containsExactly("3");
	}

	@Test
	void goesOnBehindTheIdInTheQuery() {
		EventSourceSpec spec = EventSourceSpec.builder(wall.url("/wall?lastEventId=2")).build();

		assertThat(read(spec, 1)).extracting(MessageEvent::lastEventId).containsExactly("3");
	}

	@Test
	void keepsWhatComesTwiceOnce() {
		assertThat(wall.post("p1", "Ann", "first")).isEqualTo(204);

		assertThat(wall.ids()).containsExactly("p1", "p2", "p1/likes/Bob");
	}

	@Test
	void refusesWhatIsTooLong() {
		assertThat(wall.post("p3", "Ann", "x".repeat(501))).isEqualTo(400);
	}

	@Test
	void refusesAnIdThatIsNoNumber() throws Exception {
		HttpRequest request = HttpRequest.newBuilder(URI.create(wall.url("/wall")))
			.header("Last-Event-ID", "x")
			.build();

		assertThat(HttpClient.newHttpClient().send(request, BodyHandlers.discarding()).statusCode()).isEqualTo(400);
	}

	private static List<MessageEvent> read(EventSourceSpec spec, int count) {
		try (EventSource source = EventSources.open(spec); Stream<MessageEvent> events = source.stream()) {
			return events.filter((event) -> !event.type().equals("presence")).limit(count).toList();
		}
	}

}

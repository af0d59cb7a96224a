package dev.eventsource.samples.wall;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

import dev.eventsource.test.SseResponse;
import dev.eventsource.test.SseTestServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * A wall that gathers those of two friends.
 */
class MergedWallTests {

	private static final int POSTS = 500;

	@TempDir
	private Path directory;

	private RunningWall alice;

	private RunningWall bob;

	private RunningWall friends;

	@BeforeEach
	void start() {
		this.alice = new RunningWall("alice", this.directory);
		this.bob = new RunningWall("bob", this.directory);
		this.friends = new RunningWall("friends", this.directory,
				"--eventsource.sources.alice.url=" + this.alice.url("/wall"),
				"--eventsource.sources.bob.url=" + this.bob.url("/wall"));
	}

	@AfterEach
	void stop() {
		this.friends.close();
		this.bob.close();
		this.alice.close();
	}

	@Test
	void showsWhatIsPostedOnAnyOfThem() {
		this.alice.post("a", "Ann", "from afar");
		this.bob.post("b", "Bob", "from elsewhere");
		this.friends.post("f", "Flo", "from here");

		await().atMost(Duration.ofSeconds(30)).until(() -> this.friends.ids().size() == 3);
		assertThat(this.friends.entries()).extracting(Entry::wall).containsExactlyInAnyOrder("alice", "bob", "friends");
	}

	@Test
	void setsAsideWhatMakesNoSense() {
		String entry = """
				{"id":"%s","type":"post","wall":"odd","author":"%s","text":"hello","at":"2026-11-21T21:00:00Z"}""";
		try (SseTestServer odd = SseTestServer.start()) {
			odd.always(SseResponse.stream()
				.event("post", "1", entry.formatted("o1", ""))
				.event("post", "2", entry.formatted("o2", "Ann"))
				.stayOpen());
			try (RunningWall reader = new RunningWall("reader", this.directory,
					"--eventsource.sources.odd.url=" + odd.url("/wall"))) {
				await().atMost(Duration.ofSeconds(60)).until(() -> reader.ids().equals(List.of("o2")));

				assertThat(reader.deadLetters("odd")).extracting((letter) -> letter.event().lastEventId())
					.containsExactly("1");
			}
		}
	}

	@Test
	void missesAndDoublesNothingWhenEitherSideIsStarted() {
		CompletableFuture<Void> fromAlice = CompletableFuture.runAsync(() -> postAll(this.alice));
		CompletableFuture<Void> fromBob = CompletableFuture.runAsync(() -> postAll(this.bob));
		await().atMost(Duration.ofSeconds(60)).until(() -> this.friends.ids().size() > POSTS / 5);
		this.alice.restart();
		await().atMost(Duration.ofSeconds(60)).until(() -> this.friends.ids().size() > POSTS / 2);
		this.friends.restart();
		CompletableFuture.allOf(fromAlice, fromBob).join();

		await().atMost(Duration.ofSeconds(60)).until(() -> this.friends.ids().size() >= 2 * POSTS);
		assertThat(this.friends.ids()).doesNotHaveDuplicates().hasSize(2 * POSTS);
		assertThat(idsOf("alice")).isEqualTo(expected("alice"));
		assertThat(idsOf("bob")).isEqualTo(expected("bob"));
	}

	private static void postAll(RunningWall wall) {
		expected(wall.name()).forEach((id) -> wall.post(id, "Ann", "post " + id));
	}

	private static List<String> expected(String wall) {
		return IntStream.range(0, POSTS).mapToObj((number) -> wall + "-" + number).toList();
	}

	private List<String> idsOf(String wall) {
		return this.friends.entries().stream().filter((entry) -> entry.wall().equals(wall)).map(Entry::id).toList();
	}

}

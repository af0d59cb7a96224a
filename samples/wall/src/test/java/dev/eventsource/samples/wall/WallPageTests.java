package dev.eventsource.samples.wall;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions.HasCountOptions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Two people, each with a browser, on the wall that gathers another.
 */
class WallPageTests {

	private static final int POSTS = 1000;

	private static Chromium chromium;

	@TempDir
	private Path directory;

	private RunningWall alice;

	private RunningWall friends;

	private Page ann;

	private Page bob;

	@BeforeAll
	static void startBrowser() {
		chromium = new Chromium();
	}

	@AfterAll
	static void stopBrowser() {
		if (chromium != null) {
			chromium.close();
		}
	}

	@BeforeEach
	void start() {
		this.alice = new RunningWall("alice", this.directory);
		this.friends = new RunningWall("friends", this.directory,
				"--eventsource.sources.alice.url=" + this.alice.url("/wall"));
		this.ann = Chromium.open(chromium.user(), this.friends.url("/"));
		this.bob = Chromium.open(chromium.user(), this.friends.url("/"));
		this.ann.locator("#author").fill("Ann");
		this.bob.locator("#author").fill("Bob");
	}

	@AfterEach
	void stop() {
		this.ann.context().close();
		this.bob.context().close();
		this.friends.close();
		this.alice.close();
	}

	@Test
	void showsTheOneWhatTheOtherPosts() {
		post(this.ann, "Has anybody seen my bicycle?");
		assertThat(posts(this.bob)).hasCount(1);
		post(this.bob, "It is behind the bakery.\nI am on my way.");
		this.bob.locator("[aria-label=Like]").last().click();
		this.alice.post("afar", "Alice", "From another wall: so am I!");

		assertThat(posts(this.ann)).hasCount(3);
		assertThat(posts(this.ann).locator(".author")).hasText(new String[] { "Alice", "Bob", "Ann" });
		assertThat(posts(this.ann).locator(".likes")).hasText(new String[] { "0", "0", "1" });
		assertThat(this.ann.locator("#readers")).hasText("2 readers");
		assertThat(this.ann.locator("#state")).hasText("live");
		this.ann.screenshot(new Page.ScreenshotOptions().setPath(Path.of("target/wall.png")));
	}

	@Test
	void showsTextAsText() {
		post(this.ann, "<img src=x onerror=alert(1)>");

		assertThat(posts(this.bob).locator(".text")).hasText("<img src=x onerror=alert(1)>");
	}

	@Test
	void keepsWhatIsPostedWhileTheServerIsAway() {
		this.friends.close();
		assertThat(this.ann.locator("#state")).not().hasText("live");
		post(this.ann, "Is anybody there?");
		assertThat(this.ann.locator("#outbox")).hasText("1 on the way");

		this.friends.start();

		assertThat(posts(this.bob).locator(".text")).hasText("Is anybody there?");
		assertThat(this.ann.locator("#outbox")).hasText("");
	}

	@Test
	void missesAndDoublesNothingWhenEitherSideIsStarted() {
		Stream.of(0, 1, 2, 3).forEach((part) -> {
			postFrom(this.alice, part * POSTS / 4, POSTS / 4);
			(part % 2 == 0 ? this.alice : this.friends).restart();
		});

		for (Page page : List.of(this.ann, this.bob)) {
			assertThat(posts(page)).hasCount(POSTS, new HasCountOptions().setTimeout(60_000));
			assertThat(Chromium.ids(page)).doesNotHaveDuplicates().hasSize(POSTS);
		}
	}

	private static void postFrom(RunningWall wall, int first, int count) {
		IntStream.range(first, first + count).forEach((number) -> wall.post("p" + number, "Alice", "Number " + number));
	}

	private static void post(Page page, String text) {
		page.locator("#text").fill(text);
		page.locator("#composer button").click();
	}

	private static Locator posts(Page page) {
		return page.locator("#posts li");
	}

}

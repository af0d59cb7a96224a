package dev.eventsource.samples.operations;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * The status page in a browser.
 */
class StatusPageTests {

	private static final Map<String, String> NO_DOWNLOAD = Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1");

	/** Milliseconds; a machine may have other things to do. */
	private static final double PATIENCE = 30_000;

	private static OperationsRun run;

	private static Playwright playwright;

	private static Browser browser;

	private final Queue<String> complaints = new ConcurrentLinkedQueue<>();

	private Page page;

	@BeforeAll
	static void start() {
		Path chromium = Needs.chromium();
		run = OperationsRun.quickly();
		PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE);
		playwright = Playwright.create(new Playwright.CreateOptions().setEnv(NO_DOWNLOAD));
		// no sandbox: CI is root in a container, and the page is ours
		browser = playwright.chromium()
			.launch(new BrowserType.LaunchOptions().setExecutablePath(chromium).setChromiumSandbox(false));
	}

	@AfterAll
	static void stop() {
		if (run != null) {
			browser.close();
			playwright.close();
			run.close();
		}
	}

	@BeforeEach
	void open() {
		this.page = browser.newPage();
		this.page.onPageError(this.complaints::add);
		this.page.onConsoleMessage((message) -> {
			if (message.type().equals("error")) {
				this.complaints.add(message.text());
			}
		});
		this.page.navigate(run.url("/"));
	}

	@AfterEach
	void close() {
		this.page.close();
	}

	@Test
	void showsWhatIsWellAndWhatIsSick() {
		assertThat(card("healthy").locator(".state")).hasText("OPEN");
		assertThat(card("healthy")).hasClass("good");
		assertThat(card("silent")).hasClass("bad");
		assertThat(card("silent").locator(".problem")).containsText("no event for");
		assertThat(this.page.locator("#summary")).hasText("3 streams, 1 sick");
	}

	@Test
	void showsRates() {
		assertThat(card("healthy").locator(".rate b")).hasText(Pattern.compile("[1-9]\\d*\\.\\d"));
		assertThat(card("healthy").locator("polyline")).hasAttribute("points", Pattern.compile("\\d+,\\d.*"));
		assertThat(card("silent").locator(".rate b")).hasText("0.0");
		assertThat(fact("silent", "silence")).hasText("none yet");
	}

	@Test
	void showsWhatWentWrongLast() {
		assertThat(card("flapping").locator(".error")).containsText("Last error: ");
		assertThat(fact("flapping", "reconnects")).hasText(Pattern.compile("[1-9][\\d,]*"));
		assertThat(card("healthy").locator(".error")).isHidden();
	}

	@Test
	void countsDeadLetters() {
		assertThat(fact("healthy", "deadLetters")).hasText(Pattern.compile("[1-9]\\d*"));
		assertThat(fact("healthy", "deadLetters")).hasClass("alarm");
	}

	@Test
	void isLive() {
		assertThat(this.page.locator("#link")).hasText("live");
		String before = fact("healthy", "events").textContent();

		assertThat(fact("healthy", "events")).not().hasText(before);
	}

	@ParameterizedTest
	@ValueSource(ints = { 390, 1280 })
	void fitsTheScreen(int width) {
		this.page.setViewportSize(width, 800);
		assertThat(card("silent")).isVisible();

		Object overflow = this.page.evaluate("document.documentElement.scrollWidth - window.innerWidth");

		assertThat((Integer) overflow).isLessThanOrEqualTo(0);
	}

	@Test
	void makesNoComplaintAndAsksNobodyElse() {
		List<String> hosts = new CopyOnWriteArrayList<>();
		this.page.onRequest((request) -> hosts.add(request.url()));

		this.page.reload();
		assertThat(card("healthy")).isVisible();

		assertThat(hosts).isNotEmpty().allMatch((url) -> url.startsWith(run.url("/")) || url.startsWith("data:"));
		assertThat(this.complaints).isEmpty();
	}

	private Locator card(String source) {
		return this.page.locator("#source-" + source);
	}

	private Locator fact(String source, String name) {
		return card(source).locator("[data-fact=" + name + "]");
	}

}

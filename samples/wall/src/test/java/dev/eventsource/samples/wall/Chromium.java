package dev.eventsource.samples.wall;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/**
 * The Chromium of this machine, if there is one.
 */
final class Chromium implements AutoCloseable {

	private final Playwright playwright;

	private final Browser browser;

	Chromium() {
		Path program = find();
		this.playwright = Playwright
			.create(new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
		// no sandbox: CI is root, and the pages are ours
		this.browser = this.playwright.chromium()
			.launch(new BrowserType.LaunchOptions().setExecutablePath(program).setChromiumSandbox(false));
	}

	private static Path find() {
		Optional<Path> program = Stream.of("chromium", "chromium-browser", "google-chrome")
			.flatMap((name) -> Stream.of(System.getenv("PATH").split(":")).map((folder) -> Path.of(folder, name)))
			.filter(Files::isExecutable)
			.findFirst();
		if (System.getenv("CI") != null) {
			assertThat(program).as("chromium, which .ci/run installs").isPresent();
		}
		assumeTrue(program.isPresent(), "No chromium on this machine: nothing is known of the page");
		return program.orElseThrow();
	}

	/**
	 * Opens a browser of somebody who has not been there before.
	 */
	BrowserContext user() {
		return this.browser.newContext(new Browser.NewContextOptions().setIgnoreHTTPSErrors(true)
			.setViewportSize(760, 900)
			.setLocale("en-GB"));
	}

	/**
	 * Opens the page of a wall.
	 */
	static Page open(BrowserContext user, String url) {
		Page page = user.newPage();
		page.navigate(url);
		return page;
	}

	/**
	 * Returns the ids of what a page shows, the newest first.
	 */
	@SuppressWarnings("unchecked")
	static List<String> ids(Page page) {
		return (List<String>) page.locator("#posts li").evaluateAll("items => items.map(item => item.dataset.id)");
	}

	@Override
	public void close() {
		this.browser.close();
		this.playwright.close();
	}

}

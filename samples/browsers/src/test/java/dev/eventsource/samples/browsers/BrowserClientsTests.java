package dev.eventsource.samples.browsers;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.WaitForFunctionOptions;
import com.microsoft.playwright.Playwright;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * The samples' servers, and what pages read them with.
 */
class BrowserClientsTests {

	private static final Map<String, String> NO_DOWNLOAD = Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1");

	@TempDir
	private static Path directory;

	private static RunningSample wall;

	private static RunningSample ping;

	private static RunningSample quickstart;

	private static Playwright playwright;

	private static Browser browser;

	private BrowserContext user;

	@BeforeAll
	static void start() throws IOException, InterruptedException {
		Path chromium = Program.find("chromium", "chromium-browser", "google-chrome");
		Libraries.install();
		wall = new RunningSample("wall", "--spring.datasource.url=jdbc:h2:file:" + directory.resolve("wall"));
		ping = new RunningSample("ping");
		quickstart = new RunningSample("quickstart", "--quickstart.pace=20ms");
		playwright = Playwright.create(new Playwright.CreateOptions().setEnv(NO_DOWNLOAD));
		// no sandbox: CI is root, and the pages are ours; they come from no network that
		// Chromium knows, and may speak to this machine all the same
		browser = playwright.chromium()
			.launch(new BrowserType.LaunchOptions().setExecutablePath(chromium)
				.setChromiumSandbox(false)
				.setArgs(List.of("--disable-features=LocalNetworkAccessChecks")));
		post(1, 5);
	}

	@AfterAll
	static void stop() {
		if (browser != null) {
			browser.close();
			playwright.close();
			quickstart.close();
			ping.close();
			wall.close();
		}
	}

	@BeforeEach
	void newUser() {
		this.user = browser.newContext();
		Libraries.serve(this.user);
	}

	@AfterEach
	void closeUser() {
		this.user.close();
	}

	private static void post(int first, int last) {
		IntStream.rangeClosed(first, last)
			.forEach((number) -> wall.put("/posts/p" + number, "{\"author\":\"Ann\",\"text\":\"" + number + "\"}"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "native", "npm", "yaffle", "fetch", "worker", "shared" })
	void readTheWall(String client) {
		Page page = open(wall, "clients");

		page.evaluate("([client, url]) => start(client, url, 'post')", List.of(client, "/wall"));

		assertThat(ids(page, 5).subList(0, 5)).containsExactly("1", "2", "3", "4", "5");
	}

	// not fetch-event-source: it takes an id for received when it has read that line, and
	// so misses an event that is cut behind it
	@ParameterizedTest
	@ValueSource(strings = { "native", "npm", "yaffle", "worker", "shared" })
	void goOnWhereTheyWereWhenTheQuickstartDropsThem(String client) {
		Page page = open(quickstart, "clients");

		page.evaluate("([client, url]) => start(client, url, 'message')", List.of(client, "/v2/stream/recentchange"));

		// the first connection is dropped after 50 of 100 events; some come twice, as
		// some share an id
		assertThat(data(page, 150)).containsAll(recorded());
	}

	@ParameterizedTest
	@ValueSource(strings = { "native", "npm", "yaffle", "fetch", "worker", "shared" })
	void hearPings(String client) {
		Page page = open(ping, "clients");

		page.evaluate("([client, url]) => start(client, url, 'ping')", List.of(client, "/ping"));

		assertThat(data(page, 2)).allMatch((data) -> data.startsWith("{\"time\":"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "native", "npm", "yaffle", "fetch" })
	void readFromAnotherOriginWithCredentials(String client) {
		Page page = open(ping, "clients");

		page.evaluate("([client, url]) => start(client, url, 'post', { withCredentials: true })",
				List.of(client, wall.url("/wall")));

		assertThat(ids(page, 5).subList(0, 5)).containsExactly("1", "2", "3", "4", "5");
	}

	@Test
	void htmxShowsWhatIsNew() {
		Page page = open(wall, "htmx");

		assertThat(page.locator("#newest")).containsText("\"id\":\"p5\"");
	}

	@Test
	void intercoolerShowsWhatIsNew() {
		Page page = open(ping, "intercooler");

		assertThat(page.locator("#newest")).containsText("all is well");
	}

	private Page open(RunningSample sample, String name) {
		Page page = this.user.newPage();
		page.navigate(sample.url("/page/" + name));
		return page;
	}

	private static List<String> ids(Page page, int count) {
		return received(page, count).stream().map((event) -> event.get(0)).toList();
	}

	private static List<String> data(Page page, int count) {
		return received(page, count).stream().map((event) -> event.get(1)).toList();
	}

	@SuppressWarnings("unchecked")
	private static List<List<String>> received(Page page, int count) {
		page.waitForFunction("(count) => received.length >= count", count,
				new WaitForFunctionOptions().setTimeout(60_000));
		return (List<List<String>>) page.evaluate("received");
	}

	private static List<String> recorded() {
		return Recorded.data(Path.of("../quickstart/src/main/resources/wikimedia-recentchange.sse"));
	}

}

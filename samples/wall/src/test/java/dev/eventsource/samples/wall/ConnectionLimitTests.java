package dev.eventsource.samples.wall;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

/**
 * How many tabs of a browser can be live at a time.
 */
class ConnectionLimitTests {

	private static Chromium chromium;

	@TempDir
	private static Path directory;

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

	@Test
	void tenTabsAreLiveOverHttp2() throws Exception {
		Path keystore = developmentCertificate();
		try (RunningWall wall = new RunningWall("secure", directory, "--spring.profiles.active=h2",
				"--wall.keystore=" + keystore); BrowserContext user = chromium.user()) {
			List<Page> tabs = IntStream.range(0, 10)
				.mapToObj((number) -> Chromium.open(user, wall.secureUrl("/")))
				.toList();

			tabs.forEach((tab) -> assertThat(tab.locator("#state")).hasText("live"));
			tabs.forEach((tab) -> assertThat(tab.locator("#readers")).hasText("10 readers"));
		}
	}

	@Test
	void sixStreamsAreAllThatHttp1Has() {
		try (RunningWall wall = new RunningWall("plain", directory); BrowserContext user = chromium.user()) {
			Page page = Chromium.open(user, wall.url("/about"));

			Object waiting = page.evaluate("""
					() => {
						const streams = Array.from({ length: 10 }, () => new EventSource('/wall'));
						const count = (state) => streams.filter((stream) => stream.readyState === state).length;
						return new Promise((answer) => streams.forEach((stream) => stream.addEventListener('open',
								() => count(EventSource.OPEN) === 6 && answer(count(EventSource.CONNECTING)))));
					}
					""");

			org.assertj.core.api.Assertions.assertThat(waiting).isEqualTo(4);
		}
	}

	private static Path developmentCertificate() throws IOException, InterruptedException {
		Path keystore = directory.resolve("development.p12");
		Path keytool = Path.of(System.getProperty("java.home"), "bin", "keytool");
		Process process = new ProcessBuilder(keytool.toString(), "-genkeypair", "-alias", "development", "-keyalg",
				"EC", "-validity", "365", "-dname", "CN=localhost", "-ext", "san=dns:localhost", "-storetype", "PKCS12",
				"-keystore", keystore.toString(), "-storepass", "development")
			.inheritIO()
			.start();
		if (process.waitFor() != 0 || !Files.exists(keystore)) {
			throw new IllegalStateException("keytool has failed");
		}
		return keystore;
	}

}

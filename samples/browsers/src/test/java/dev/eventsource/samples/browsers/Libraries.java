package dev.eventsource.samples.browsers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.TimeUnit;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.Route.FulfillOptions;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The npm packages of {@code src/test/npm}, installed, and put where pages find them:
 * under {@code /modules/} of each host.
 */
final class Libraries {

	private static final Path FOLDER = Path.of("target", "npm");

	private Libraries() {
	}

	static void install() throws IOException, InterruptedException {
		Path npm = Program.find("npm");
		Files.createDirectories(FOLDER);
		for (String file : new String[] { "package.json", "package-lock.json" }) {
			Files.copy(Path.of("src/test/npm", file), FOLDER.resolve(file), StandardCopyOption.REPLACE_EXISTING);
		}
		Process process = new ProcessBuilder(npm.toString(), "ci", "--no-audit", "--no-fund", "--ignore-scripts")
			.directory(FOLDER.toFile())
			.redirectErrorStream(true)
			.redirectOutput(Path.of("target", "npm.log").toFile())
			.start();
		assertThat(process.waitFor(5, TimeUnit.MINUTES)).as("npm ci has ended, see target/npm.log").isTrue();
		assertThat(process.exitValue()).as("npm ci, see target/npm.log").isZero();
	}

	static void serve(BrowserContext browser) {
		browser.route("**/modules/**", Libraries::answer);
		browser.route("**/page/*", (route) -> route.fulfill(new FulfillOptions()
			.setPath(Path.of("src/test/resources/pages", lastPart(route.request().url()) + ".html"))));
	}

	private static void answer(Route route) {
		String url = route.request().url();
		String path = url.substring(url.indexOf("/modules/") + "/modules/".length());
		// some packages import without an extension, which bundlers add
		Path file = FOLDER.resolve("node_modules").resolve(path.endsWith(".js") ? path : path + ".js");
		route.fulfill(new FulfillOptions().setPath(file).setContentType("text/javascript"));
	}

	private static String lastPart(String url) {
		return url.substring(url.lastIndexOf('/') + 1);
	}

}

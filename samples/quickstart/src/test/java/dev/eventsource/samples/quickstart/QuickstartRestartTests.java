package dev.eventsource.samples.quickstart;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.test.util.TestSocketUtils;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * The second act of the sample: stopped, and started again.
 */
class QuickstartRestartTests {

	private final int port = TestSocketUtils.findAvailableTcpPort();

	@TempDir
	private Path directory;

	@Test
	void goesOnBehindTheLastHandledEvent() {
		Seen first = runAndStop();
		Seen second = runAndStop();

		assertThat(first.sentIds().peek()).isEmpty();
		assertThat(second.sentIds().peek()).isEqualTo(List.copyOf(first.ids()).get(first.ids().size() - 1));
	}

	private Seen runAndStop() {
		try (ConfigurableApplicationContext context = run()) {
			Seen seen = context.getBean(Seen.class);
			await().atMost(Duration.ofSeconds(30)).until(() -> seen.ids().size() > 20);
			return seen;
		}
	}

	private ConfigurableApplicationContext run() {
		return new SpringApplicationBuilder(QuickstartApplication.class, Watch.class).run("--server.port=" + this.port,
				"--quickstart.pace=5ms", "--eventsource.sources.wikimedia.checkpoint.store=file",
				"--eventsource.defaults.checkpoint.directory=" + this.directory);
	}

}

package dev.eventsource.samples.operations;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

import dev.eventsource.EventSource;
import dev.eventsource.EventSourceRegistry;
import dev.eventsource.EventSourceState.Kind;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * The commands of {@code docs/operations/README.md} do what it says.
 */
@ExtendWith(OutputCaptureExtension.class)
class OperationsGuideTests {

	private static Path bash;

	private OperationsRun run;

	@BeforeAll
	static void findShell() {
		bash = Needs.bash();
	}

	@AfterEach
	void stop() {
		if (this.run != null) {
			this.run.close();
		}
	}

	@Test
	void tellsWhatIsSickAndWhoseFaultItIsAndHowFarBehindWeAre() throws Exception {
		this.run = OperationsRun.quickly();
		await().atMost(Duration.ofSeconds(30))
			.until(() -> this.run.get("/actuator/health").contains("no event for")
					&& this.run.get("/actuator/prometheus").contains("eventsource_reconnects_total"));

		assertThat(answer("Which stream is sick?", 0)).contains("\"silent\":{\"details\"", "\"status\":\"DOWN\"",
				"\"problem\":\"no event for");
		assertThat(answer("Is it us or them?", 0)).contains("eventsource_connection_attempts_total{",
				"eventsource_reconnects_total{", "eventsource_last_event_age_seconds{",
				"eventsource_mailbox_full_seconds_total{", "eventsource_listener_seconds_max{");
		assertThat(answer("Is it us or them?", 1)).contains("\"lastError\":", "\"listeners\":[{");
		assertThat(answer("How far behind are we?", 0)).contains("eventsource_mailbox_size_events{",
				"eventsource_checkpoint_age_seconds{");
	}

	@Test
	void pausesAndListsDeadLetters() throws Exception {
		this.run = OperationsRun.quickly();
		await().atMost(Duration.ofSeconds(30)).until(() -> !healthy().deadLetters(1).isEmpty());

		assertThat(answer("How do I pause it?", 0)).contains("\"message\":\"healthy paused, was OPEN\"");
		awaitState(Kind.PAUSED);
		assertThat(answer("How do I pause it?", 1)).contains("\"changed\":true");
		awaitState(Kind.OPEN);
		assertThat(answer("How do I skip a poison event?", 0)).contains("\"exception\":").doesNotContain("not known");
		assertThat(answer("How do I skip a poison event?", 1)).contains("It failed again");
	}

	@Test
	void passesAPoisonEventThatStoppedTheStream() throws Exception {
		this.run = OperationsRun.with("--operations.pace=10ms",
				"--eventsource.sources.healthy.delivery.on-failure=stop");
		awaitState(Kind.FAILED);
		String poison = healthy().state().lastError();

		assertThat(answer("How do I skip a poison event?", 2)).contains("\"changed\":true");

		await().atMost(Duration.ofSeconds(30)).until(() -> !poison.equals(healthy().state().lastError()));
	}

	@Test
	void replaysFromYesterday(CapturedOutput output) throws Exception {
		this.run = OperationsRun.with("--operations.pace=60s");
		awaitState(Kind.OPEN);

		assertThat(answer("How do I replay from yesterday?", 0)).contains("\"changed\":true");

		await().atMost(Duration.ofSeconds(30)).until(() -> events() >= 24 * 60 - 1);
		assertThat(output).contains("healthy reset from id ''");
	}

	private EventSource healthy() {
		return this.run.bean(EventSourceRegistry.class).get("healthy");
	}

	private void awaitState(Kind state) {
		await().atMost(Duration.ofSeconds(30)).until(() -> healthy().state().kind() == state);
	}

	private long events() {
		return this.run.get("/actuator/prometheus")
			.lines()
			.filter((line) -> line.startsWith("eventsource_events_total{") && line.contains("source=\"healthy\""))
			.mapToLong((line) -> (long) Double.parseDouble(line.substring(line.lastIndexOf(' '))))
			.sum();
	}

	/** Runs a command of a section as it stands there, but for the port. */
	private String answer(String section, int command) throws IOException, InterruptedException {
		List<String> commands = OperationsFiles.commands(section);
		String text = commands.get(command).replace("localhost:8080", "localhost:" + this.run.port());
		assertThat(text).isNotEqualTo(commands.get(command));
		Process process = new ProcessBuilder(bash.toString(), "-euo", "pipefail", "-c", text).redirectErrorStream(true)
			.start();
		String answer = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
		assertThat(process.exitValue()).as("%s", answer).isZero();
		return answer;
	}

}

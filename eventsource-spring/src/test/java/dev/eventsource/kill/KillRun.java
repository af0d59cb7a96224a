package dev.eventsource.kill;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

import org.awaitility.Awaitility;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Kills a child again and again and starts it once more each time, until the last one is
 * left alone and handles the rest.
 */
final class KillRun {

	private static final int LONGEST_LIFE = 1500;

	private static final int LONGEST_STOP = 100;

	private static final Duration PATIENCE = Duration.ofMinutes(5);

	private final Place place;

	private final Random random;

	private final NumberServer server;

	private KillRun(Place place, NumberServer server, long seed) {
		this.place = place;
		this.server = server;
		this.random = new Random(seed);
	}

	/**
	 * Runs.
	 * @param place where the children keep what they keep
	 * @param kills how many are killed
	 * @param seed draws when, and what the server does
	 * @return what they have written down
	 */
	static Handled run(Place place, int kills, long seed) throws Exception {
		try (NumberServer server = new NumberServer(seed)) {
			KillRun run = new KillRun(place, server, seed);
			for (int kill = 0; kill < kills; kill++) {
				run.startAndKill(Moment.values()[kill % Moment.values().length]);
			}
			return run.finish();
		}
	}

	private void startAndKill(Moment moment) throws Exception {
		int before = this.server.answers();
		Process child = Child.start(this.server.url(), this.place);
		if (moment != Moment.AT_START) {
			await(child, () -> this.server.answers() > before);
		}
		assertThat(child.waitFor(this.random.nextInt(LONGEST_LIFE), TimeUnit.MILLISECONDS)).as(log()).isFalse();
		if (moment == Moment.AT_STOP) {
			child.getOutputStream().close();
			boolean stopped = child.waitFor(this.random.nextInt(LONGEST_STOP), TimeUnit.MILLISECONDS);
			assertThat(!stopped || child.exitValue() == 0).as(log()).isTrue();
		}
		child.destroyForcibly().onExit().join();
	}

	private Handled finish() throws Exception {
		int last = this.server.finish();
		Notebook notebook = this.place.notebook();
		Process child = Child.start(this.server.url(), this.place);
		try {
			await(child, () -> notebook.read().contains(last));
			child.getOutputStream().close();
			assertThat(child.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).as(log()).isTrue();
			assertThat(child.exitValue()).as(log()).isZero();
		}
		finally {
			child.destroyForcibly();
		}
		return new Handled(last, notebook.read());
	}

	private void await(Process child, BooleanSupplier fact) throws IOException {
		Awaitility.await().pollInterval(Duration.ofMillis(20)).atMost(PATIENCE).until(() -> {
			assertThat(child.isAlive()).as(log()).isTrue();
			return fact.getAsBoolean();
		});
	}

	private String log() throws IOException {
		List<String> lines = Files.readAllLines(this.place.directory().resolve("log"));
		return "A child of " + this.place + " says\n"
				+ String.join("\n", lines.subList(Math.max(0, lines.size() - 40), lines.size()));
	}

	/**
	 * When a child is killed.
	 */
	private enum Moment {

		UNDER_WAY, AT_START, AT_STOP

	}

}

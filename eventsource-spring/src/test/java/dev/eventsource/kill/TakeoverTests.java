package dev.eventsource.kill;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import dev.eventsource.checkpoint.PostgresServer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Two processes of which one owns the stream. {@code -Dtakeovers} says how many owners
 * are killed, {@code -Dkills.seed} draws the moments and what the server does.
 */
@DisabledOnOs(OS.WINDOWS)
class TakeoverTests {

	private static final int KILLS = Integer.getInteger("takeovers", 2);

	private static final long SEED = Long.getLong("kills.seed", 1);

	private static final int LONGEST_LIFE = 1500;

	private static final Duration PATIENCE = Duration.ofMinutes(2);

	/** What a busy machine may add to what is promised. */
	private static final Duration GRACE = Duration.ofSeconds(10);

	private final NumberServer server = new NumberServer(SEED);

	private final Random random = new Random(SEED);

	@TempDir
	private Path directory;

	private Place place;

	private Process owner;

	private Process other;

	private void start(Place.Kind kind) throws Exception {
		String run = "t" + Math.abs(this.directory.hashCode());
		this.place = new Place(kind, run, this.directory, PostgresServer.port());
		this.place.notebook();
		this.owner = Child.start(this.server.url(), this.place);
		awaitWriter(this.owner);
		this.other = Child.start(this.server.url(), this.place);
		awaitStandbys(1);
	}

	@AfterEach
	void end() {
		this.owner.destroyForcibly().onExit().join();
		this.other.destroyForcibly().onExit().join();
		this.server.close();
	}

	@Test
	void handsOverWhenItStops() throws Exception {
		start(Place.Kind.POSTGRES_OWNED_LONG);

		this.owner.getOutputStream().close();
		awaitWriter(this.other);

		Handled handled = finish();
		assertThat(handled.lost()).isEmpty();
		assertThat(handled.repeats()).isEmpty();
		List<Shift> shifts = shifts(handled);
		assertThat(shifts).extracting(Shift::writer).containsExactly(this.owner.pid(), this.other.pid());
		assertThat(shifts.get(0).until(shifts.get(1))).isLessThan(Place.Kind.POSTGRES_OWNED_LONG.lease().dividedBy(2));
	}

	@ParameterizedTest
	@EnumSource(names = { "POSTGRES_OWNED", "POSTGRES_OWNED_TRANSACTIONAL" })
	void takesOverFromTheKilled(Place.Kind kind) throws Exception {
		start(kind);

		for (int kill = 0; kill < KILLS; kill++) {
			this.owner.waitFor(this.random.nextInt(LONGEST_LIFE), TimeUnit.MILLISECONDS);
			this.owner.destroyForcibly().onExit().join();
			awaitWriter(this.other);
			this.owner = this.other;
			// not before: of two that stand by, either may take over
			this.other = Child.start(this.server.url(), this.place);
			awaitStandbys(kill + 2);
		}

		Handled handled = finish();
		assertThat(handled.lost()).isEmpty();
		assertThat(handled.leaps()).isEmpty();
		int most = kind.isTransactional() ? 0 : Child.REPEATED_AT_MOST;
		assertThat(handled.repeats()).allMatch((count) -> count <= most);
		List<Shift> shifts = shifts(handled);
		assertThat(shifts).hasSize(KILLS + 1).extracting(Shift::writer).doesNotHaveDuplicates();
		for (int i = 1; i < shifts.size(); i++) {
			assertThat(shifts.get(i - 1).until(shifts.get(i))).isLessThan(kind.lease().plus(GRACE));
		}
	}

	private void awaitWriter(Process process) {
		Awaitility.await()
			.atMost(PATIENCE)
			.until(() -> this.place.shifts().stream().anyMatch((shift) -> shift.writer() == process.pid()));
	}

	private void awaitStandbys(int count) {
		Path log = this.directory.resolve("log");
		Awaitility.await().atMost(PATIENCE).until(() -> {
			try (Stream<String> lines = Files.lines(log)) {
				return lines.filter((line) -> line.contains(" stands by: ")).count() >= count;
			}
		});
	}

	private List<Shift> shifts(Handled handled) {
		List<Shift> shifts = this.place.shifts();
		List<Duration> gaps = IntStream.range(1, shifts.size())
			.mapToObj((i) -> shifts.get(i - 1).until(shifts.get(i)))
			.toList();
		System.out.printf("Takeover: %s, nobody for %s%n", handled, gaps);
		return shifts;
	}

	private Handled finish() {
		int last = this.server.finish();
		Awaitility.await().atMost(PATIENCE).until(() -> this.place.notebook().read().contains(last));
		return new Handled(last, this.place.notebook().read());
	}

}

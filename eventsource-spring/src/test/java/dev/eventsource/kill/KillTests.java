package dev.eventsource.kill;

import java.nio.file.Path;
import java.time.Duration;

import dev.eventsource.checkpoint.PostgresServer;
import dev.eventsource.checkpoint.RedisProcess;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Children that consume are killed without warning. {@code -Dkills} says how many for
 * each store, {@code -Dkills.seed} draws the moments and what the server does.
 */
@DisabledOnOs(OS.WINDOWS)
class KillTests {

	private static final int KILLS = Integer.getInteger("kills", 3);

	private static final long SEED = Long.getLong("kills.seed", 1);

	@TempDir
	private Path directory;

	@Test
	void nothingIsLostWithFiles() throws Exception {
		assertNothingIsLost(run(Place.Kind.FILE, 0));
	}

	@Test
	void nothingIsLostWithPostgres() throws Exception {
		assertNothingIsLost(run(Place.Kind.POSTGRES, PostgresServer.port()));
	}

	@Test
	void nothingIsLostWithRedis() throws Exception {
		try (RedisProcess redis = RedisProcess.start()) {
			assertNothingIsLost(run(Place.Kind.REDIS, redis.port()));
		}
	}

	@Test
	void nothingIsLostOrRepeatedInTransactions() throws Exception {
		Handled handled = run(Place.Kind.POSTGRES_TRANSACTIONAL, PostgresServer.port());

		assertNothingIsLost(handled);
		assertThat(handled.repeats()).isEmpty();
	}

	private Handled run(Place.Kind kind, int port) throws Exception {
		long begun = System.nanoTime();
		String run = "s" + SEED + "k" + KILLS + "p" + kind.ordinal();
		Handled handled = KillRun.run(new Place(kind, run, this.directory, port), KILLS, SEED);
		Duration duration = Duration.ofNanos(System.nanoTime() - begun);
		System.out.printf("%s: %d kills, %s, %d s%n", kind, KILLS, handled, duration.toSeconds());
		return handled;
	}

	private static void assertNothingIsLost(Handled handled) {
		assertThat(handled.last()).isPositive();
		assertThat(handled.lost()).isEmpty();
		assertThat(handled.leaps()).isEmpty();
		assertThat(handled.repeats()).hasSizeLessThanOrEqualTo(KILLS)
			.allMatch((count) -> count <= Child.REPEATED_AT_MOST);
	}

}

package dev.eventsource.checkpoint;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What every checkpoint store does.
 */
abstract class CheckpointStoreContract {

	static final Instant AT = Instant.parse("2026-03-29T01:30:00.123Z");

	private static final AtomicInteger KEYS = new AtomicInteger();

	/** Its own for each test: the place may be shared. */
	final String key = getClass().getSimpleName() + "/" + KEYS.incrementAndGet();

	CheckpointStore store = open();

	/**
	 * Opens the place anew.
	 * @return a store
	 */
	abstract CheckpointStore open();

	@BeforeEach
	void takeHold() {
		assertThat(this.store.load(this.key)).isEmpty();
	}

	Checkpoint first(String lastEventId) {
		return checkpoint(1, lastEventId, null);
	}

	Checkpoint checkpoint(long version, String lastEventId, Checkpoint.@Nullable Lease lease) {
		return new Checkpoint(this.key, version, lastEventId, "https://example.com/stream", lease, AT);
	}

	@Test
	void readsWhatWasStored() {
		assertThat(this.store.replace(first("7"))).isTrue();

		assertThat(this.store.load(this.key)).contains(first("7"));
	}

	@Test
	void readsTheNewestOfMany() {
		for (int version = 1; version <= 30; version++) {
			assertThat(this.store.replace(checkpoint(version, "id-" + version, null))).isTrue();
		}

		assertThat(this.store.load(this.key)).contains(checkpoint(30, "id-30", null));
	}

	@ParameterizedTest
	@MethodSource("ids")
	void keepsEveryIdAsItIs(String id) {
		this.store.replace(first(id));

		assertThat(this.store.load(this.key)).map(Checkpoint::lastEventId).contains(id);
	}

	static Stream<String> ids() {
		Stream<String> planes = IntStream.rangeClosed(0, 16)
			.mapToObj((plane) -> Character.toString(plane << 16 | 0x263A) + Character.toString(plane << 16 | 0xFFFD));
		return Stream.concat(planes,
				Stream.of("", " ", "  padded  ", "7 ", "NULL", "null", "'; DROP TABLE eventsource_checkpoint; --", "\"",
						"\\", "\\u0041", "a\"b\\c", "\n", "\r\n", "\t", "\u0000", "\u0001\u001F\u007F\u0085", "\uFEFF",
						"e\u0301 \u00E9", "\uD83D\uDE00", "\uD83D", "\uDE00\uD83D", "%s %n {} ${x}",
						"[{\"topic\":\"eqiad.mediawiki.recentchange\",\"partition\":0,\"offset\":-1}]",
						"a".repeat(4096), "\u20AC".repeat(1365), "\uD83D\uDE00".repeat(1024), "\u0001".repeat(4096),
						"x".repeat(65_536)));
	}

	@ParameterizedTest
	@ValueSource(
			strings = { "", "https://example.com/stream", "http://localhost:8080/", "https://ex\u00E4mple/\u4E2D" })
	void keepsTheUrl(String url) {
		this.store.replace(new Checkpoint(this.key, 1, "7", url, null, AT));

		assertThat(this.store.load(this.key)).map(Checkpoint::url).contains(url);
	}

	@ParameterizedTest
	@MethodSource("leases")
	void keepsTheLease(Checkpoint.Lease lease) {
		this.store.replace(checkpoint(1, "7", lease));

		assertThat(this.store.load(this.key)).map(Checkpoint::lease).contains(lease);
	}

	static Stream<Checkpoint.Lease> leases() {
		return Stream.of(new Checkpoint.Lease("host-1:4711", 1, AT), new Checkpoint.Lease("", 2, AT),
				new Checkpoint.Lease("o\u00F6\uD83D\uDE00\n", Long.MAX_VALUE,
						Instant.parse("9999-12-31T23:59:59.999Z")),
				new Checkpoint.Lease("x".repeat(255), 0, Instant.EPOCH));
	}

	@Test
	void givesALeaseAndTakesItAway() {
		this.store.replace(first("7"));
		this.store.replace(checkpoint(2, "7", new Checkpoint.Lease("me", 1, AT)));
		assertThat(this.store.load(this.key).orElseThrow().lease()).isNotNull();

		this.store.replace(checkpoint(3, "8", null));

		assertThat(this.store.load(this.key).orElseThrow().lease()).isNull();
	}

	@ParameterizedTest
	@ValueSource(strings = { "2026-03-29T01:30:00.001Z", "2026-10-25T01:30:00Z", "1970-01-01T00:00:00Z",
			"1969-12-31T23:59:59.999Z", "9999-12-31T23:59:59Z" })
	void keepsTheTimeWhateverTheClocksDoThatNight(Instant at) {
		this.store.replace(new Checkpoint(this.key, 1, "7", "", null, at));

		assertThat(this.store.load(this.key)).map(Checkpoint::at).contains(at);
	}

	@ParameterizedTest
	@ValueSource(longs = { -1, 0, 2, 7, Long.MAX_VALUE })
	void beginsWithVersionOneOnly(long version) {
		assertThat(this.store.replace(checkpoint(version, "7", null))).isFalse();

		assertThat(this.store.load(this.key)).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(longs = { 0, 1, 2, 4, 5, Long.MAX_VALUE })
	void refusesEveryVersionButTheNext(long version) {
		this.store.replace(first("1"));
		this.store.replace(checkpoint(2, "2", null));

		assertThat(this.store.replace(checkpoint(version, "x", null))).isFalse();
		assertThat(this.store.load(this.key)).contains(checkpoint(2, "2", null));
	}

	@Test
	void storesTheSameContentAsANewVersion() {
		this.store.replace(first("7"));

		assertThat(this.store.replace(checkpoint(2, "7", null))).isTrue();
	}

	@Test
	void refusesTheSameWriteASecondTime() {
		this.store.replace(first("7"));

		assertThat(this.store.replace(first("7"))).isFalse();
	}

	@ParameterizedTest
	@MethodSource("otherKeys")
	void keepsKeysApart(String one, String other) {
		String name = this.key + one;
		String otherName = this.key + other;
		this.store.replace(new Checkpoint(name, 1, "of one", "", null, AT));

		assertThat(this.store.load(otherName)).isEmpty();
		assertThat(this.store.replace(new Checkpoint(otherName, 1, "of other", "", null, AT))).isTrue();
		assertThat(this.store.load(name)).map(Checkpoint::lastEventId).contains("of one");
		this.store.release(otherName);
	}

	static Stream<Object[]> otherKeys() {
		String longest = "k".repeat(400);
		return Stream
			.of(List.of("a", "A"), List.of("a", "a "), List.of("e", "\u00E9"), List.of("\u00E9", "e\u0301"),
					List.of("/x", "%2fx"), List.of("../x", "./x"), List.of("a.b", "a_b"),
					List.of(longest, longest + "k"), List.of("\uD83D", "\uDE00"), List.of("\u0000", "\u0000\u0000"),
					List.of("{a}", "{b}"), List.of("\u0131", "i"), List.of("ss", "\u00DF"), List.of("con", "CON"))
			.map(List::toArray);
	}

	@Test
	void oneOfManyWritersWinsEachVersion() throws Exception {
		List<Long> won = race(8, () -> {
			List<Long> versions = new ArrayList<>();
			for (int round = 0; round < 12; round++) {
				long next = this.store.load(this.key).map(Checkpoint::version).orElse(0L) + 1;
				if (this.store.replace(checkpoint(next, "id-" + next, null))) {
					versions.add(next);
				}
			}
			return versions;
		});

		assertThat(won).isNotEmpty()
			.containsExactlyInAnyOrderElementsOf(IntStream.rangeClosed(1, won.size()).mapToObj(Long::valueOf).toList());
		assertThat(this.store.load(this.key)).map(Checkpoint::lastEventId).contains("id-" + won.size());
	}

	@Test
	void oneOfManyFirstWritersWins() throws Exception {
		assertThat(race(8, () -> this.store.replace(first("7")) ? List.of(1L) : List.of())).containsExactly(1L);
	}

	@Test
	void readersSeeOneVersionOrTheOther() throws Exception {
		this.store.replace(first("1".repeat(3000)));
		AtomicInteger torn = new AtomicInteger();

		race(3, () -> {
			for (int round = 0; round < 40; round++) {
				Checkpoint read = this.store.load(this.key).orElseThrow();
				if (!read.lastEventId().equals(String.valueOf(read.version() % 10).repeat(3000))) {
					torn.incrementAndGet();
				}
				long next = read.version() + 1;
				this.store.replace(checkpoint(next, String.valueOf(next % 10).repeat(3000), null));
			}
			return List.of();
		});

		assertThat(torn).hasValue(0);
	}

	@Test
	void releasesWhatItHolds() {
		this.store.replace(first("7"));

		this.store.release(this.key);
		this.store.release(this.key);
		this.store.release("never heard of");

		assertThat(this.store.load(this.key)).contains(first("7"));
	}

	@Test
	void storesAfterARelease() {
		this.store.release(this.key);

		assertThat(this.store.replace(first("7"))).isTrue();
		assertThat(this.store.load(this.key)).contains(first("7"));
	}

	@Test
	void tellsTheTimeOrThatThereIsNoOwner() {
		Optional<Instant> now = this.store.now();

		now.ifPresent(
				(time) -> assertThat(Duration.between(time, Instant.now()).abs()).isLessThan(Duration.ofSeconds(30)));
	}

	@Test
	void theClockDoesNotGoBack() {
		Instant before = this.store.now().orElse(Instant.EPOCH);
		for (int round = 0; round < 50; round++) {
			Instant now = this.store.now().orElse(Instant.EPOCH);
			assertThat(now).isAfterOrEqualTo(before);
			before = now;
		}
	}

	private static List<Long> race(int runners, Callable<List<Long>> runner) throws Exception {
		ExecutorService threads = Executors.newFixedThreadPool(runners);
		CountDownLatch start = new CountDownLatch(1);
		try {
			List<Future<List<Long>>> results = IntStream.range(0, runners).mapToObj((any) -> threads.submit(() -> {
				start.await();
				return runner.call();
			})).toList();
			start.countDown();
			return results.stream().flatMap((result) -> get(result).stream()).toList();
		}
		finally {
			threads.shutdownNow();
		}
	}

	private static <T> T get(Future<T> future) {
		try {
			return future.get(30, TimeUnit.SECONDS);
		}
		catch (InterruptedException | ExecutionException | TimeoutException ex) {
			throw new AssertionError(ex);
		}
	}

}

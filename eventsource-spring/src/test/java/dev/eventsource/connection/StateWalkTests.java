package dev.eventsource.connection;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;

import dev.eventsource.EventSourceState;
import dev.eventsource.EventSourceState.Kind;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Random walks through the states: any signal may come in any of them, and the table says
 * what may follow.
 */
class StateWalkTests {

	private static final int STEPS = Integer.getInteger("states.steps", 100_000);

	private static final long SEED = Long.getLong("states.seed", 20_301);

	private static final URI URL = URI.create("https://a.example/stream");

	private static final List<String> LOSSES = List.of("dns", "refused", "connect-timeout", "tls", "proxy", "reset",
			"eof", "idle-timeout", "partial-timeout", "truncated-chunk", "decode-error", "max-age", "status-407",
			"proxy-auth");

	private static final int[] STATUSES = { 200, 204, 205, 206, 301, 302, 304, 307, 308, 400, 401, 404, 407, 408, 410,
			429, 500, 503, 599 };

	/**
	 * The transitions of the documentation, told again: from, to, and by what reasons.
	 */
	private static final Set<String> LISTED = Set.of("CLOSED CONNECTING started", "CLOSED CLOSED command",
			"FAILED CONNECTING started", "FAILED CLOSED command", "CONNECTING OPEN open",
			"CONNECTING CONNECTING redirect", "CONNECTING WAITING connect", "CONNECTING CLOSED server-ended",
			"CONNECTING CLOSED command", "CONNECTING FAILED refusal", "CONNECTING FAILED command",
			"CONNECTING PAUSED paused", "OPEN WAITING loss", "OPEN CONNECTING restart", "OPEN CLOSED command",
			"OPEN FAILED command", "OPEN FAILED exhausted", "OPEN PAUSED paused", "WAITING CONNECTING timer",
			"WAITING CONNECTING restart", "WAITING CLOSED command", "WAITING FAILED command", "WAITING PAUSED paused",
			"PAUSED CONNECTING resumed", "PAUSED CLOSED command", "PAUSED FAILED command",
			// without a position, or without the stream
			"STANDBY CONNECTING started", "CONNECTING CONNECTING started", "WAITING CONNECTING started",
			"PAUSED CONNECTING started", "STANDBY CLOSED command", "STANDBY FAILED command");

	/** In whatever state: held back, and shown as one of these. */
	private static final List<Kind> HELD = List.of(Kind.STANDBY, Kind.CONNECTING, Kind.WAITING, Kind.PAUSED);

	private static final Set<String> ALL = listed();

	private final Random random = new Random(SEED);

	private final ConnectionRules rules = new ConnectionRules(URL, new AnswerPolicy(true),
			new RedirectPolicy(Origin.of(URL), Set.of(), 3), new ReconnectDelay(Duration.ofSeconds(2),
					Duration.ofMillis(500), Duration.ofSeconds(30), 2, 0.5, Duration.ofHours(1)),
			Duration.ofMinutes(1), 3);

	private final Set<String> seen = new TreeSet<>();

	private final Ledger ledger = new Ledger();

	private ConnectionState state = ConnectionState.Ended.unstarted(Instant.EPOCH);

	private long nanos;

	@Test
	void onlyListedTransitionsOccurAndEachDoes() {
		for (int step = 0; step < STEPS; step++) {
			this.nanos += this.random.nextLong(Duration.ofSeconds(40).toNanos());
			Signal signal = signal();
			ConnectionState before = this.state;
			Step move = before.on(signal, moment());
			this.state = move.next();
			check(before, signal, move, told(step, signal, before));
		}

		assertThat(this.seen).isEqualTo(ALL);
	}

	private static Set<String> listed() {
		Set<String> listed = new TreeSet<>(LISTED);
		for (Kind from : Kind.values()) {
			HELD.forEach((to) -> listed.add(from + " " + to + " held"));
		}
		return listed;
	}

	private static Supplier<String> told(int step, Signal signal, ConnectionState before) {
		return () -> "step " + step + " of seed " + SEED + ": " + signal + " in " + before.view();
	}

	private Moment moment() {
		return new Moment(this.rules, this.nanos, Instant.EPOCH.plusNanos(this.nanos), this.random.nextDouble());
	}

	private void check(ConnectionState before, Signal signal, Step move, Supplier<String> what) {
		EventSourceState from = before.view();
		EventSourceState to = this.state.view();
		boolean stays = this.state.equals(before)
				|| before instanceof ConnectionState.Open && this.state instanceof ConnectionState.Open;
		if (stays) {
			assertThat(move.effects()).as(what).isEmpty();
		}
		else {
			String transition = from.kind() + " " + to.kind() + " " + cause(from, signal, to);
			assertThat(ALL).as(what).contains(transition);
			this.seen.add(transition);
		}
		boolean told = signal instanceof Signal.Stop || signal instanceof Signal.Fail || stays;
		assertThat(told || isListed(to)).as(what).isTrue();
		this.ledger.apply(before, this.state, move, what);
	}

	private static boolean isListed(EventSourceState state) {
		String reason = state.reason();
		return switch (state.kind()) {
			case WAITING -> LOSSES.contains(reason)
					|| reason.matches("store-unavailable|head-timeout|status-(400|408|429|5\\d\\d)");
			case FAILED -> reason.matches("attempts-exhausted|proxy-auth|content-type|redirect-(limit|invalid)")
					|| reason.matches("status-(206|304|400|401|404|407|410)");
			case CLOSED -> reason.equals("server-ended");
			case OPEN -> reason.equals("open");
			case PAUSED -> reason.equals("paused");
			case CONNECTING -> LOSSES.contains(reason) || reason
				.matches("reading-position|started|resumed|restart|head-timeout|status-(400|408|429|5\\d\\d)");
			case STANDBY -> reason.matches("standby|lease-lost");
		};
	}

	private static String cause(EventSourceState from, Signal signal, EventSourceState to) {
		if (signal instanceof Signal.Stop || signal instanceof Signal.Fail) {
			return "command";
		}
		if (signal instanceof Signal.Hold) {
			return "held";
		}
		return switch (to.kind()) {
			case OPEN, PAUSED -> to.reason();
			case CLOSED -> to.reason();
			case WAITING -> (from.kind() == Kind.OPEN) ? "loss" : "connect";
			case FAILED ->
				to.reason().equals("attempts-exhausted") && from.kind() == Kind.OPEN ? "exhausted" : "refusal";
			case CONNECTING -> causeOfAttempt(signal, to);
			case STANDBY -> "unlisted";
		};
	}

	private static String causeOfAttempt(Signal signal, EventSourceState to) {
		if (signal instanceof Signal.Head) {
			return "redirect";
		}
		return (signal instanceof Signal.TimeUp) ? "timer" : to.reason();
	}

	private Signal signal() {
		int epoch = this.state.memory().epoch() - (this.random.nextInt(4) == 0 ? 1 : 0);
		return switch (this.random.nextInt(18)) {
			case 0, 1 -> new Signal.Start("7");
			case 2 -> new Signal.Stop(this.random.nextBoolean() ? "stopped" : "closed");
			case 3 -> new Signal.Fail(new Failure("listener", 0, "The listener said stop"));
			case 4 -> new Signal.Pause();
			case 5, 6 -> new Signal.Resume();
			case 7 -> new Signal.Restart();
			case 8, 9 -> new Signal.TimeUp(epoch);
			case 10, 11, 12 -> head(epoch);
			case 13, 14 -> lost(epoch);
			case 15, 16 -> hold();
			default -> new Signal.Retry(epoch, this.random.nextLong());
		};
	}

	/** Each time another one, as the attempts are counted. */
	private Signal hold() {
		int attempts = (int) (this.nanos % Integer.MAX_VALUE);
		return switch (this.random.nextInt(5)) {
			case 0 -> new Signal.Hold(Kind.STANDBY, "standby", 0, null, null);
			case 1 -> new Signal.Hold(Kind.STANDBY, "lease-lost", 0, null, null);
			case 2 -> new Signal.Hold(Kind.CONNECTING, "reading-position", 0, null, null);
			case 3 -> new Signal.Hold(Kind.PAUSED, "paused", 0, null, null);
			default -> new Signal.Hold(Kind.WAITING, "store-unavailable", attempts, moment().instant(), "It is down");
		};
	}

	private Signal head(int epoch) {
		int status = this.random.nextBoolean() ? 200 : STATUSES[this.random.nextInt(STATUSES.length)];
		String type = (this.random.nextInt(8) == 0) ? "text/html" : "text/event-stream";
		String location = (this.random.nextInt(8) == 0) ? null : "/other";
		String retryAfter = (this.random.nextInt(4) == 0) ? "120" : null;
		return new Signal.Head(epoch, status, type, null, location, retryAfter, this.random.nextBoolean());
	}

	private Signal lost(int epoch) {
		String reason = LOSSES.get(this.random.nextInt(LOSSES.size()));
		return new Signal.Lost(epoch, Failure.of(reason), this.random.nextBoolean());
	}

	/**
	 * What the effects have left behind, as those who carry them out would have it.
	 */
	private static final class Ledger {

		private final Set<Integer> exchanges = new HashSet<>();

		private final Set<Integer> timers = new HashSet<>();

		void apply(ConnectionState before, ConnectionState after, Step move, Supplier<String> what) {
			int epoch = after.memory().epoch();
			assertThat(epoch).as(what).isGreaterThanOrEqualTo(before.memory().epoch());
			// a new epoch lets go what the one before it held
			this.exchanges.removeIf((held) -> held != epoch);
			this.timers.removeIf((held) -> held != epoch);
			move.effects().forEach((effect) -> note(effect, epoch, what));
			boolean connected = after instanceof ConnectionState.Connecting || after instanceof ConnectionState.Open;
			assertThat(this.exchanges).as(what).hasSize(connected ? 1 : 0);
			assertThat(this.timers).as(what).hasSize(after instanceof ConnectionState.Waiting ? 1 : 0);
			tellsItsEnd(before, after, move, what);
		}

		private void note(Effect effect, int epoch, Supplier<String> what) {
			if (effect instanceof Effect.Connect) {
				assertThat(this.exchanges.add(epoch)).as(what).isTrue();
			}
			else if (effect instanceof Effect.WakeAfter wake) {
				assertThat(wake.delay()).as(what).isGreaterThanOrEqualTo(Duration.ofMillis(500));
				assertThat(this.timers.add(epoch)).as(what).isTrue();
			}
			else if (effect instanceof Effect.Read) {
				assertThat(this.exchanges).as(what).contains(epoch);
			}
		}

		private static void tellsItsEnd(ConnectionState before, ConnectionState after, Step move,
				Supplier<String> what) {
			boolean ended = after instanceof ConnectionState.Ended && !(before instanceof ConnectionState.Ended);
			List<Effect.TellClosed> told = move.effects()
				.stream()
				.filter(Effect.TellClosed.class::isInstance)
				.map(Effect.TellClosed.class::cast)
				.toList();
			assertThat(told).as(what).hasSize(ended ? 1 : 0);
			assertThat(told).as(what).allMatch((closed) -> closed.reason().equals(after.view().reason()));
		}

	}

}

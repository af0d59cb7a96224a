package dev.eventsource.connection;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.stream.Stream;

import dev.eventsource.EventSourceState.Kind;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/**
 * The table of moves, row by row.
 */
class ConnectionStateTests {

	private static final Instant NOW = Instant.parse("2030-01-01T00:00:00Z");

	private static final URI URL = URI.create("https://a.example/stream");

	private static final Hop HOP = new Hop(URL, 0, false);

	private static final int EPOCH = 4;

	private static final ConnectionMemory MEMORY = new ConnectionMemory(EPOCH, 1, 1, 0, null, null, null, false);

	private final Moment now = new Moment(new ConnectionRules(URL, new AnswerPolicy(true),
			new RedirectPolicy(Origin.of(URL), Set.of(), 5),
			new ReconnectDelay(Duration.ofSeconds(2), Duration.ZERO, Duration.ofSeconds(30), 2, 0, Duration.ofHours(1)),
			Duration.ofMinutes(1), 0), 0, NOW, 0);

	@ParameterizedTest
	@MethodSource("moves")
	void moves(Kind from, Signal signal, Kind to, String reason) {
		Step step = state(from).on(signal, this.now);

		assertThat(step.next().view().kind()).isEqualTo(to);
		assertThat(step.next().view().reason()).isEqualTo(reason);
		assertThat(step.next().memory().epoch()).isEqualTo(EPOCH + (keepsEpoch(from, to, signal) ? 0 : 1));
	}

	static Stream<Arguments> moves() {
		return Stream.of(arguments(Kind.CLOSED, new Signal.Start("7"), Kind.CONNECTING, "started"),
				arguments(Kind.FAILED, new Signal.Start("7"), Kind.CONNECTING, "started"),
				arguments(Kind.FAILED, new Signal.Stop("stopped"), Kind.CLOSED, "stopped"),
				arguments(Kind.CLOSED, new Signal.Stop("disabled"), Kind.CLOSED, "disabled"),
				arguments(Kind.CONNECTING, new Signal.Stop("stopped"), Kind.CLOSED, "stopped"),
				arguments(Kind.OPEN, new Signal.Stop("stopped"), Kind.CLOSED, "stopped"),
				arguments(Kind.WAITING, new Signal.Stop("stopped"), Kind.CLOSED, "stopped"),
				arguments(Kind.PAUSED, new Signal.Stop("stopped"), Kind.CLOSED, "stopped"),
				arguments(Kind.CONNECTING, new Signal.Pause(), Kind.PAUSED, "paused"),
				arguments(Kind.OPEN, new Signal.Pause(), Kind.PAUSED, "paused"),
				arguments(Kind.WAITING, new Signal.Pause(), Kind.PAUSED, "paused"),
				arguments(Kind.PAUSED, new Signal.Resume(), Kind.CONNECTING, "resumed"),
				arguments(Kind.WAITING, new Signal.Restart(), Kind.CONNECTING, "restart"),
				arguments(Kind.OPEN, new Signal.Restart(), Kind.CONNECTING, "restart"),
				arguments(Kind.WAITING, new Signal.TimeUp(EPOCH), Kind.CONNECTING, "refused"),
				arguments(Kind.CONNECTING, new Signal.TimeUp(EPOCH), Kind.WAITING, "head-timeout"),
				arguments(Kind.CONNECTING, lost("dns", false), Kind.WAITING, "dns"),
				arguments(Kind.OPEN, lost("eof", true), Kind.WAITING, "eof"),
				arguments(Kind.OPEN, lost("reset", true), Kind.WAITING, "reset"),
				arguments(Kind.OPEN, lost("max-age", true), Kind.WAITING, "max-age"),
				arguments(Kind.CONNECTING, head(200), Kind.OPEN, "open"),
				arguments(Kind.CONNECTING, head(302), Kind.CONNECTING, "started"),
				arguments(Kind.CONNECTING, head(204), Kind.CLOSED, "server-ended"),
				arguments(Kind.CONNECTING, head(404), Kind.FAILED, "status-404"),
				arguments(Kind.CONNECTING, head(400), Kind.WAITING, "status-400"),
				arguments(Kind.CONNECTING, head(503), Kind.WAITING, "status-503"),
				arguments(Kind.OPEN, fail(), Kind.FAILED, "listener"),
				arguments(Kind.CONNECTING, fail(), Kind.FAILED, "listener"),
				arguments(Kind.WAITING, fail(), Kind.FAILED, "listener"),
				arguments(Kind.PAUSED, fail(), Kind.FAILED, "listener"),
				arguments(Kind.CLOSED, hold(Kind.STANDBY, "standby"), Kind.STANDBY, "standby"),
				arguments(Kind.OPEN, hold(Kind.STANDBY, "lease-lost"), Kind.STANDBY, "lease-lost"),
				arguments(Kind.PAUSED, hold(Kind.PAUSED, "paused"), Kind.PAUSED, "paused"),
				arguments(Kind.STANDBY, new Signal.Start("7"), Kind.CONNECTING, "started"),
				arguments(Kind.STANDBY, new Signal.Stop("stopped"), Kind.CLOSED, "stopped"),
				arguments(Kind.STANDBY, fail(), Kind.FAILED, "listener"));
	}

	@ParameterizedTest
	@MethodSource("ignored")
	void stays(Kind from, Signal signal) {
		ConnectionState state = state(from);

		assertThat(state.on(signal, this.now)).isEqualTo(Step.to(state));
	}

	static Stream<Arguments> ignored() {
		return Stream.of(arguments(Kind.CLOSED, new Signal.Pause()), arguments(Kind.CLOSED, new Signal.Resume()),
				arguments(Kind.CLOSED, new Signal.Restart()), arguments(Kind.CLOSED, fail()),
				arguments(Kind.CLOSED, lost("reset", false)), arguments(Kind.CLOSED, new Signal.TimeUp(EPOCH)),
				arguments(Kind.CLOSED, new Signal.Stop("known")), arguments(Kind.FAILED, new Signal.Pause()),
				arguments(Kind.FAILED, fail()), arguments(Kind.PAUSED, new Signal.Pause()),
				arguments(Kind.PAUSED, new Signal.Restart()), arguments(Kind.PAUSED, new Signal.Start("7")),
				arguments(Kind.CONNECTING, new Signal.Start("7")), arguments(Kind.CONNECTING, new Signal.Restart()),
				arguments(Kind.CONNECTING, new Signal.Resume()), arguments(Kind.CONNECTING, new Signal.Retry(EPOCH, 9)),
				arguments(Kind.OPEN, new Signal.Start("7")), arguments(Kind.OPEN, new Signal.Resume()),
				arguments(Kind.OPEN, new Signal.TimeUp(EPOCH)), arguments(Kind.OPEN, head(404)),
				arguments(Kind.STANDBY, new Signal.Pause()), arguments(Kind.STANDBY, new Signal.Resume()),
				arguments(Kind.STANDBY, new Signal.Restart()), arguments(Kind.WAITING, new Signal.Start("7")),
				arguments(Kind.WAITING, head(200)), arguments(Kind.WAITING, lost("reset", false)));
	}

	@ParameterizedTest
	@EnumSource(Kind.class)
	void knowsNothingOfEarlierEpochs(Kind kind) {
		ConnectionState state = state(kind);

		assertThat(Stream.of(new Signal.TimeUp(EPOCH - 1), new Signal.Retry(EPOCH - 1, 9),
				new Signal.Lost(EPOCH - 1, Failure.end(), false), head(EPOCH - 1, 404)))
			.allMatch((late) -> state.on(late, this.now).equals(Step.to(state)));
	}

	@ParameterizedTest
	@ValueSource(longs = { 0, 5000, Long.MAX_VALUE })
	void remembersTheServersReconnectionTime(long millis) {
		Step step = state(Kind.OPEN).on(new Signal.Retry(EPOCH, millis), this.now);

		assertThat(step.effects()).isEmpty();
		assertThat(step.next().memory().retry()).isEqualTo(this.now.rules().delays().clamp(millis));
	}

	@Test
	void tellsBeforeItWaits() {
		Step step = state(Kind.CONNECTING).on(lost("dns", false), this.now);

		Instant next = NOW.plusSeconds(4);
		assertThat(step.effects()).containsExactly(new Effect.TellAttempt("dns"),
				new Effect.TellLost(Failure.of("dns"), 2, next, false), new Effect.WakeAfter(Duration.ofSeconds(4)));
		assertThat(step.next().view().nextAttempt()).isEqualTo(next);
	}

	@Test
	void tellsOfAStoreThatIsDown() {
		Instant next = NOW.plusSeconds(2);
		Signal.Hold down = new Signal.Hold(Kind.WAITING, "store-unavailable", 2, next, "The store is down");

		Step step = state(Kind.STANDBY).on(down, this.now);

		assertThat(step.effects()).containsExactly(
				new Effect.TellLost(new Failure("store-unavailable", 0, "The store is down"), 2, next, false));
		assertThat(step.next().view().attempts()).isEqualTo(2);
		assertThat(step.next().view().lastError()).isEqualTo("The store is down");
	}

	@Test
	void keepsTheTimeSinceWhenNothingButTheNextAttemptIsNew() {
		Step held = state(Kind.STANDBY).on(hold(Kind.WAITING, "store-unavailable"), this.now);
		Moment later = new Moment(this.now.rules(), 0, NOW.plusSeconds(5), 0);

		Step again = held.next().on(hold(Kind.WAITING, "store-unavailable"), later);

		assertThat(again.next().view().since()).isEqualTo(NOW);
	}

	@Test
	void tellsOfAnEndByTheServer() {
		Step step = state(Kind.CONNECTING).on(head(205), this.now);

		assertThat(step.effects()).hasSize(3).first().isEqualTo(new Effect.TellAttempt("server-ended"));
		assertThat(step.effects().get(2)).isEqualTo(new Effect.TellClosed("server-ended", false));
	}

	private static boolean keepsEpoch(Kind from, Kind to, Signal signal) {
		return to == Kind.OPEN || signal instanceof Signal.Stop && (from == Kind.CLOSED || from == Kind.FAILED);
	}

	private static ConnectionState state(Kind kind) {
		return switch (kind) {
			case CLOSED, FAILED -> new ConnectionState.Ended(MEMORY, kind, "known", NOW);
			case PAUSED -> new ConnectionState.Paused(MEMORY, NOW);
			case WAITING -> new ConnectionState.Waiting(MEMORY, "refused", NOW, NOW.plusSeconds(1));
			case CONNECTING -> new ConnectionState.Connecting(MEMORY, "started", NOW, HOP);
			case OPEN -> new ConnectionState.Open(MEMORY, NOW, 0);
			case STANDBY -> new ConnectionState.Held(MEMORY, hold(kind, "standby"), NOW);
		};
	}

	private static Signal.Hold hold(Kind kind, String reason) {
		return new Signal.Hold(kind, reason, 0, null, null);
	}

	private static Signal head(int status) {
		return head(EPOCH, status);
	}

	private static Signal head(int epoch, int status) {
		@Nullable String location = (status == 302) ? "/other" : null;
		return new Signal.Head(epoch, status, "text/event-stream", null, location, null, true);
	}

	private static Signal lost(String reason, boolean delivered) {
		return new Signal.Lost(EPOCH, Failure.of(reason), delivered);
	}

	private static Signal fail() {
		return new Signal.Fail(new Failure("listener", 0, "The listener said stop"));
	}

}

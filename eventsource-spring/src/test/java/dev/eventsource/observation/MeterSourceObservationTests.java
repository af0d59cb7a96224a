package dev.eventsource.observation;

import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;

import dev.eventsource.EventSource;
import dev.eventsource.EventSourceErrorEvent;
import dev.eventsource.EventSourceGapEvent;
import dev.eventsource.EventSourceState;
import dev.eventsource.FailedEvent;
import dev.eventsource.MessageEvent;
import dev.eventsource.delivery.EventHandler;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MockClock;
import io.micrometer.core.instrument.simple.SimpleConfig;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class MeterSourceObservationTests {

	private final MockClock clock = new MockClock();

	private final SimpleMeterRegistry registry = new SimpleMeterRegistry(SimpleConfig.DEFAULT, this.clock);

	private final Handlers handlers = new Handlers();

	private final EventSource source = sourceWithState(EventSourceState.Kind.WAITING);

	private SourceReadings readings = SourceReadings.NONE;

	private final SourceObservation observation = MeterSourceObservation
		.factory(this.registry, (source) -> this.readings)
		.apply("prices");

	@BeforeEach
	void bind() {
		this.observation.bind(this.source, this.handlers);
	}

	@Test
	void tellsTheCodeOfTheState() {
		assertThat(this.registry.get("eventsource.connection.state").tag("source", "prices").gauge().value())
			.isEqualTo(3);
	}

	@Test
	void countsTheSecondsInWhichThereWasNoRoom() {
		this.readings = new SourceReadings(0, Duration.ofMillis(2500), null, null);

		assertThat(this.registry.get("eventsource.mailbox.full").tag("source", "prices").functionCounter().count())
			.isEqualTo(2.5);
	}

	@Test
	void leavesNoMeterOfASourceThatHasGone() {
		EventHandler late = this.handlers.added(Handlers.handler("late", "put"));
		this.observation.close();

		this.observation.committed("1");
		this.observation.released(Duration.ofSeconds(1));
		this.observation.called(late, MessageEvent.of("put", "{}"), "success", 1);
		this.observation.stateChanged(state(EventSourceState.Kind.CLOSED));

		assertThat(this.registry.getMeters()).isEmpty();
	}

	@Test
	void hasNoMeterBeforeItsSourceIsThere() {
		SimpleMeterRegistry empty = new SimpleMeterRegistry();

		MeterSourceObservation.factory(empty, (source) -> this.readings).apply("wrong");

		assertThat(empty.getMeters()).isEmpty();
	}

	@Test
	void countsTheTypesOfAListenerFromItsRegistrationOn() {
		this.observation.watch(Handlers.handler("late", "put"));

		this.observation.received("put");

		assertThat(events("put")).isEqualTo(1);
	}

	@Test
	void saysWhatItsMetersCount() {
		countsWhatHappensSeldom();

		assertThat(this.registry.getMeters())
			.filteredOn((meter) -> !meter.getId().getName().equals("eventsource.connection.state"))
			.extracting((meter) -> meter.getId().getBaseUnit())
			.doesNotContainNull();
	}

	@Test
	void tellsHowFarTheStoreIsBehind() {
		assertThat(this.registry.get("eventsource.checkpoint.age").timeGauge().value(TimeUnit.SECONDS)).isZero();

		this.readings = new SourceReadings(0, Duration.ZERO, null, Instant.ofEpochMilli(this.clock.wallTime()));
		this.clock.add(Duration.ofSeconds(40));

		assertThat(this.registry.get("eventsource.checkpoint.age").timeGauge().value(TimeUnit.SECONDS)).isEqualTo(40);
	}

	@Test
	void countsCommitsByTheirOutcome() {
		this.observation.committed("1");
		this.observation.committed("2");
		this.observation.commitFailed(new IllegalStateException());

		assertThat(this.registry.get("eventsource.checkpoint.commits").tag("outcome", "success").counter().count())
			.isEqualTo(2);
		assertThat(this.registry.get("eventsource.checkpoint.commits").tag("outcome", "failure").counter().count())
			.isEqualTo(1);
	}

	@Test
	void countsEventsByTheTypesThatListenersName() {
		this.handlers.add(Handlers.handler("onPut", "put"));
		this.observation.stateChanged(state(EventSourceState.Kind.OPEN));

		this.observation.received("put");
		this.observation.received("put");
		this.observation.received("surprise");

		assertThat(events("put")).isEqualTo(2);
		assertThat(events("other")).isEqualTo(1);
		assertThat(this.registry.find("eventsource.events").tag("type", "surprise").meter()).isNull();
	}

	@Test
	void countsTheTypesOfAListenerThatComesLaterFromItsFirstCallOn() {
		this.observation.received("put");
		EventHandler late = this.handlers.added(Handlers.handler("late", "put"));

		this.observation.called(late, MessageEvent.of("put", "{}"), "success", 1);
		this.observation.received("put");

		assertThat(events("put")).isEqualTo(1);
		assertThat(events("other")).isEqualTo(1);
	}

	@Test
	void timesCallsByListenerTypeAndOutcome() {
		EventHandler handler = this.handlers.added(Handlers.handler("Prices.onTick", "message"));

		this.observation.called(handler, MessageEvent.of("message", "1"), "success", 2_000_000);
		this.observation.called(handler, MessageEvent.of("message", "1"), "success", 4_000_000);
		this.observation.called(handler, MessageEvent.of("message", "1"), "failure", 1_000_000);

		assertThat(this.registry.get("eventsource.listener")
			.tags("source", "prices", "listener", "Prices.onTick", "type", "message", "outcome", "success")
			.timer()
			.totalTime(TimeUnit.MILLISECONDS)).isEqualTo(6);
		assertThat(this.registry.get("eventsource.listener").tag("outcome", "failure").timer().count()).isEqualTo(1);
	}

	@Test
	void timesTypesThatNobodyNamesAsOther() {
		EventHandler everything = this.handlers.added(Handlers.handler("everything"));

		this.observation.called(everything, MessageEvent.of("a", ""), "success", 1);
		this.observation.called(everything, MessageEvent.of("b", ""), "success", 1);

		assertThat(this.registry.get("eventsource.listener").timers()).singleElement()
			.satisfies((timer) -> assertThat(timer.count()).isEqualTo(2))
			.satisfies((timer) -> assertThat(timer.getId().getTag("type")).isEqualTo("other"));
	}

	@Test
	void countsBytes() {
		this.observation.received(100);
		this.observation.received(28);

		assertThat(this.registry.get("eventsource.bytes").functionCounter().count()).isEqualTo(128);
		assertThat(this.registry.get("eventsource.bytes").functionCounter().getId().getBaseUnit()).isEqualTo("bytes");
	}

	@Test
	void countsAttemptsByOutcome() {
		this.observation.attempted("open");
		this.observation.attempted("status-503");
		this.observation.attempted("status-503");

		assertThat(count("eventsource.connection.attempts", "outcome", "status-503")).isEqualTo(2);
		assertThat(count("eventsource.connection.attempts", "outcome", "open")).isEqualTo(1);
	}

	@Test
	void countsReconnectsByReason() {
		this.observation.lost(lost("reset", Instant.EPOCH), false);

		assertThat(count("eventsource.reconnects", "reason", "reset")).isEqualTo(1);
	}

	@Test
	void countsNoReconnectWhenTheSourceGivesUp() {
		this.observation.lost(lost("status-401", null), false);

		assertThat(this.registry.find("eventsource.reconnects").meter()).isNull();
	}

	@Test
	void timesConnections() {
		this.observation.released(Duration.ofSeconds(40));

		assertThat(this.registry.get("eventsource.connection.duration").timer().totalTime(TimeUnit.SECONDS))
			.isEqualTo(40);
	}

	@Test
	void countsGapsByReason() {
		this.observation.gap(new EventSourceGapEvent("prices", "lost-history", "7"));

		assertThat(count("eventsource.gaps", "reason", "lost-history")).isEqualTo(1);
	}

	@Test
	void countsWhatHappensSeldom() {
		this.observation.skipped("too-large", "7");
		this.observation.retrying(Handlers.handler("a"), MessageEvent.of("a", ""), new IllegalStateException(), 1);
		this.observation
			.deadLettered(new FailedEvent(MessageEvent.of("a", ""), "a", 4, new IllegalStateException("secret")));

		assertThat(count("eventsource.events.skipped", "reason", "too-large")).isEqualTo(1);
		assertThat(this.registry.get("eventsource.listener.retries").counter().count()).isEqualTo(1);
		assertThat(this.registry.get("eventsource.dead.letters").counter().count()).isEqualTo(1);
	}

	@Test
	void hasNoMeterForWhatHappensSeldomBeforeItDoes() {
		assertThat(this.registry.getMeters()).extracting((meter) -> meter.getId().getName())
			.containsExactlyInAnyOrder("eventsource.connection.state", "eventsource.connection.duration",
					"eventsource.events", "eventsource.bytes", "eventsource.mailbox.size", "eventsource.mailbox.full",
					"eventsource.last.event.age", "eventsource.checkpoint.age");
	}

	@Test
	void readsTheMailbox() {
		this.readings = new SourceReadings(17, Duration.ZERO, null, null);

		assertThat(this.registry.get("eventsource.mailbox.size").gauge().value()).isEqualTo(17);
	}

	@Test
	void tellsTheAgeOfTheLastEvent() {
		this.readings = new SourceReadings(0, Duration.ZERO, Instant.ofEpochMilli(this.clock.wallTime()), null);
		this.clock.add(Duration.ofMillis(2500));

		assertThat(this.registry.get("eventsource.last.event.age").timeGauge().value(TimeUnit.SECONDS)).isEqualTo(2.5);
	}

	@Test
	void tellsTheAgeSinceTheStartBeforeTheFirstEvent() {
		this.observation.stateChanged(new EventSourceState(EventSourceState.Kind.CONNECTING, "started",
				Instant.ofEpochMilli(this.clock.wallTime()), 0, null, null));
		this.clock.add(Duration.ofSeconds(9));

		assertThat(this.registry.get("eventsource.last.event.age").timeGauge().value(TimeUnit.SECONDS)).isEqualTo(9);
	}

	@Test
	void tellsNoAgeBeforeTheStart() {
		assertThat(this.registry.get("eventsource.last.event.age").timeGauge().value(TimeUnit.SECONDS)).isNaN();
	}

	@Test
	void describesEveryMeter() {
		countsWhatHappensSeldom();
		countsAttemptsByOutcome();
		countsReconnectsByReason();

		assertThat(this.registry.getMeters()).extracting((meter) -> meter.getId().getDescription())
			.doesNotContainNull()
			.doesNotContain("");
	}

	@Test
	void takesItsMetersAlongWhenTheSourceGoes() {
		countsWhatHappensSeldom();
		timesTypesThatNobodyNamesAsOther();

		this.observation.close();

		assertThat(this.registry.getMeters()).isEmpty();
	}

	@Test
	void leavesTheMetersOfOtherSources() {
		SourceObservation other = MeterSourceObservation.factory(this.registry, (source) -> this.readings)
			.apply("orders");
		other.attempted("open");

		this.observation.close();

		assertThat(this.registry.getMeters()).extracting(Meter::getId)
			.isNotEmpty()
			.allMatch((id) -> "orders".equals(id.getTag("source")));
	}

	private double events(String type) {
		return this.registry.get("eventsource.events").tags("source", "prices", "type", type).functionCounter().count();
	}

	private double count(String name, String tag, String value) {
		return this.registry.get(name).tags("source", "prices", tag, value).counter().count();
	}

	private static EventSourceErrorEvent lost(String reason, @Nullable Instant nextAttempt) {
		return new EventSourceErrorEvent("prices", reason, 0, "lost", 0, nextAttempt);
	}

	private static EventSourceState state(EventSourceState.Kind kind) {
		return new EventSourceState(kind, "test", Instant.EPOCH, 0, null, null);
	}

	private static EventSource sourceWithState(EventSourceState.Kind kind) {
		return (EventSource) Proxy.newProxyInstance(EventSource.class.getClassLoader(),
				new Class<?>[] { EventSource.class }, (proxy, method, args) -> state(kind));
	}

}

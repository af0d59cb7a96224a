package dev.eventsource.conformance;

import java.time.Duration;
import java.util.List;
import java.util.function.LongFunction;
import java.util.stream.IntStream;

import dev.eventsource.EventSourceErrorEvent;
import dev.eventsource.EventSourceState.Kind;
import dev.eventsource.MessageEvent;
import dev.eventsource.test.ServerEvent;
import dev.eventsource.testing.Fault;
import dev.eventsource.testing.FaultProxy;
import dev.eventsource.testing.ManualTimer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Rows of the failure table in {@code docs/conformance.md}: what networks do to bytes,
 * whatever they mean.
 */
@ParameterizedClass
@EnumSource(Wire.class)
class WireFailureTests {

	private static final int EVENTS = 20;

	private static final int BREAKS = 60;

	private static final List<String> ALL = IntStream.rangeClosed(1, EVENTS).mapToObj((id) -> "event " + id).toList();

	@RegisterExtension
	final Conversation conversation;

	private final FaultProxy network;

	private final Wire wire;

	WireFailureTests(Wire wire) {
		this.wire = wire;
		this.conversation = Conversation.over(wire);
		this.network = this.conversation.throughFaults();
	}

	private void serve(int events) {
		List<ServerEvent> history = IntStream.rangeClosed(1, events)
			.mapToObj((id) -> ServerEvent.of(String.valueOf(id), "event " + id))
			.toList();
		this.conversation.server().on("/stream").replaying(history);
	}

	private void begin() {
		serve(1);
		this.conversation.open();
		assertThat(this.conversation.messages().next().data()).isEqualTo("event 1");
	}

	private void arrivesWhole() {
		Conversation.await(() -> this.conversation.messages().all().size() >= EVENTS);
		assertThat(this.conversation.messages().all()).extracting(MessageEvent::data).isEqualTo(ALL);
	}

	@Test
	void f03ResetsAtAnyByteLoseAndRepeatNothing() {
		breaksAtAnyByte(Fault::resetAfter);
	}

	@Test
	void f06EndsAtAnyByteLoseAndRepeatNothing() {
		breaksAtAnyByte(Fault::finAfter);
	}

	private void breaksAtAnyByte(LongFunction<Fault> fault) {
		serve(EVENTS);
		this.conversation.spec().reconnectMultiplier(1).reconnectDelay(Duration.ofMillis(10));
		int step = (this.wire == Wire.CLEAR) ? 13 : 61;
		this.network.down(IntStream.range(0, BREAKS).mapToObj((i) -> fault.apply(i * step)).toArray(Fault[]::new));

		this.conversation.open();

		arrivesWhole();
		assertThat(this.conversation.errors().all()).hasSizeGreaterThan(10)
			.allMatch(EventSourceErrorEvent::willReconnect)
			.extracting(EventSourceErrorEvent::reason)
			.isSubsetOf("eof", "reset", "tls", "truncated-chunk");
	}

	@Test
	void f03AResetFromBothSidesIsResumed() {
		begin();

		this.network.cut();
		this.conversation.server().on("/stream").send("", "2", "event 2");

		new Outcome(this.conversation).lost("reset");
		assertThat(this.conversation.messages().next().data()).isEqualTo("event 2");
		assertThat(this.conversation.messages().all()).hasSize(2);
	}

	@Test
	void f04WhatVanishesBothWaysIsFoundByTheIdleTimeout() {
		ManualTimer clock = this.conversation.stopTheClock();
		begin();
		this.network.now(Fault.SWALLOW);
		this.conversation.server().on("/stream").send("", "2", "event 2");

		clock.advance(Duration.ofSeconds(302));

		new Outcome(this.conversation).rotated("idle-timeout");
		assertThat(this.conversation.messages().next().data()).isEqualTo("event 2");
		this.network.cut();
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void f22WhatVanishesOneWayIsNotAwaited(boolean up) {
		serve(1);
		this.conversation.spec().connectTimeout(Duration.ofMillis(500)).responseTimeout(Duration.ofMillis(500));
		if (up) {
			this.network.up(Fault.SWALLOW);
		}
		else {
			this.network.down(Fault.SWALLOW);
		}

		this.conversation.open();

		new Outcome(this.conversation).lost((this.wire == Wire.CLEAR) ? "head-timeout" : "tls");
		assertThat(this.conversation.messages().next().data()).isEqualTo("event 1");
		this.network.cut();
	}

	@ParameterizedTest
	@ValueSource(ints = { 1, 7, 64 * 1024 })
	void f05WhatComesInPiecesComesWhole(int size) {
		serve(EVENTS);
		this.network.down(Fault.inPiecesOf(size));

		this.conversation.open();

		arrivesWhole();
		assertThat(this.conversation.errors().all()).isEmpty();
	}

	@Test
	void f05WhatComesLateComesWhole() {
		serve(EVENTS);
		this.network.down(Fault.dripping(100, Duration.ofMillis(5)));

		this.conversation.open();

		arrivesWhole();
		assertThat(this.conversation.errors().all()).isEmpty();
	}

	@Test
	void f06ACorruptByteLosesAndRepeatsNothing() {
		begin();

		this.network.now(Fault.CORRUPT);
		this.conversation.server().on("/stream").send("", "2", "event 2");

		new Outcome(this.conversation).lost((this.wire == Wire.CLEAR) ? "decode-error" : "tls");
		assertThat(this.conversation.messages().next().data()).isEqualTo("event 2");
		assertThat(this.conversation.messages().all()).hasSize(2);
		assertThat(this.conversation.state().kind()).isEqualTo(Kind.OPEN);
	}

	@Test
	void f06DoubledBytesDoNoMoreThanDoubleEvents() {
		begin();

		this.network.now(Fault.TWICE);
		this.conversation.server().on("/stream").send("", "2", "event 2");

		assertThat(this.conversation.messages().next().data()).isEqualTo("event 2");
		if (this.wire == Wire.CLEAR) {
			assertThat(this.conversation.messages().next().data()).isEqualTo("event 2");
		}
		else {
			new Outcome(this.conversation).lost("tls");
		}
	}

}

package dev.eventsource.observation;

import java.time.Instant;

import dev.eventsource.EventSourceClosedEvent;
import dev.eventsource.EventSourceState;
import dev.eventsource.EventSourceState.Kind;
import io.micrometer.observation.tck.TestObservationRegistry;
import io.micrometer.observation.tck.TestObservationRegistryAssert;
import org.junit.jupiter.api.Test;

class ObservedAttemptTests {

	private final TestObservationRegistry registry = TestObservationRegistry.create();

	private final SourceObservation observation = TracedSourceObservation
		.factory(new ObservationSeams(this.registry, null, null, EventTraceExtractor.NONE, false, (name, tags) -> {
		}))
		.apply("prices");

	private void is(Kind kind) {
		this.observation.stateChanged(new EventSourceState(kind, "reason", Instant.EPOCH, 0, null, null));
	}

	private void ended(String outcome) {
		TestObservationRegistryAssert.assertThat(this.registry)
			.hasSingleObservationThat()
			.hasNameEqualTo("eventsource.connect")
			.hasLowCardinalityKeyValue("source", "prices")
			.hasLowCardinalityKeyValue("outcome", outcome)
			.hasBeenStopped();
	}

	@Test
	void anAttemptLastsUntilItsOutcome() {
		is(Kind.CONNECTING);
		TestObservationRegistryAssert.assertThat(this.registry).hasSingleObservationThat().isNotStopped();

		is(Kind.OPEN);
		this.observation.attempted("success");

		ended("success");
	}

	@Test
	void aFailedAttemptSaysWhy() {
		is(Kind.CONNECTING);

		is(Kind.WAITING);
		this.observation.attempted("status-503");

		ended("status-503");
	}

	@Test
	void aPauseEndsAnAttempt() {
		is(Kind.CONNECTING);

		is(Kind.PAUSED);

		ended("canceled");
	}

	@Test
	void aStopEndsAnAttempt() {
		is(Kind.CONNECTING);

		is(Kind.CLOSED);
		this.observation.closed(new EventSourceClosedEvent("prices", "stopped", false));

		ended("canceled");
	}

	@Test
	void whatEndsAnOpenStreamIsNoAttempt() {
		is(Kind.CONNECTING);
		is(Kind.OPEN);
		this.observation.attempted("success");

		is(Kind.CLOSED);
		this.observation.closed(new EventSourceClosedEvent("prices", "stopped", false));

		ended("success");
	}

}

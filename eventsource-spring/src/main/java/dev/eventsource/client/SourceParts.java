package dev.eventsource.client;

import java.net.URI;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Executor;

import dev.eventsource.EventSourceSpec;
import dev.eventsource.Registration;
import dev.eventsource.connection.Connection;
import dev.eventsource.delivery.Delivery;
import dev.eventsource.observation.SourceObservation;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * What one source is made of.
 *
 * @param name its name
 * @param spec its settings, complete
 * @param connection brings events
 * @param delivery hands them to handlers
 * @param callbacks who is told of opening and loss
 * @param observation all that watches it
 * @param outage since when it has no connection
 * @param executor runs whatever may block
 * @param shared what it has in common with others
 */
record SourceParts(String name, EventSourceSpec spec, Connection connection, Delivery delivery,
		SourceCallbacks callbacks, SourceObservation observation, OutageClock outage, Executor executor,
		Assembly shared) {

	boolean disabled() {
		return Boolean.FALSE.equals(this.spec.enabled());
	}

	boolean positionIsAtHand() {
		return "memory".equals(store());
	}

	private String store() {
		return Objects.requireNonNull(Objects.requireNonNull(this.spec.checkpoint()).store());
	}

	URI url() {
		return UriComponentsBuilder.fromUriString(Objects.requireNonNull(this.spec.url()))
			.replaceQuery(null)
			.fragment(null)
			.build(true)
			.toUri();
	}

	Sweep sweep() {
		return this.shared.sweep();
	}

	Registration later(Duration delay, Runnable task) {
		return this.shared.timer().schedule(delay, () -> this.executor.execute(task));
	}

	SourceFacts facts() {
		return new SourceFacts(this.delivery.counts(), this.delivery.waiting(), this.delivery.lastEventAt(),
				this.delivery.committedId(), this.delivery.stuck(), store(), this.outage.notOpenSince());
	}

}

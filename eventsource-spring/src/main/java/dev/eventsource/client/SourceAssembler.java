package dev.eventsource.client;

import java.net.URI;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.function.Function;

import dev.eventsource.EventSourceSpec;
import dev.eventsource.checkpoint.CheckpointStore;
import dev.eventsource.connection.Connection;
import dev.eventsource.connection.ConnectionSettings;
import dev.eventsource.delivery.AttemptScope;
import dev.eventsource.delivery.Delivery;
import dev.eventsource.delivery.DeliverySettings;
import dev.eventsource.observation.SourceObservation;
import org.jspecify.annotations.Nullable;

/**
 * Plugs the stages of a source together.
 */
final class SourceAssembler implements AutoCloseable {

	/**
	 * Stands in for settings that nobody may look at: those of a disabled source may be
	 * wrong.
	 */
	private static final EventSourceSpec DISABLED = EventSourceSpec.BUILT_IN
		.overlay(EventSourceSpec.builder("http://disabled.invalid/").enabled(false).build());

	private final Assembly shared;

	private final Function<String, SourceObservation> observations;

	private final Runnable release;

	SourceAssembler(Assembly shared, Function<String, SourceObservation> observations, Runnable release) {
		this.shared = shared;
		this.observations = observations;
		this.release = release;
	}

	ManagedEventSource assemble(String name, EventSourceSpec spec) {
		if (!Boolean.FALSE.equals(spec.enabled())) {
			return plug(name, spec);
		}
		ManagedEventSource source = plug(name, DISABLED);
		source.disable();
		return source;
	}

	private ManagedEventSource plug(String name, EventSourceSpec spec) {
		EventSourceSpec.Delivery deliverySpec = Objects.requireNonNull(spec.delivery());
		EventSourceSpec.Checkpointing checkpoint = Objects.requireNonNull(spec.checkpoint());
		Executor executor = this.shared.executors().apply(Objects.requireNonNull(deliverySpec.executor()));
		CheckpointStore store = this.shared.stores().apply(Objects.requireNonNull(checkpoint.store()));
		SourceObservers observers = new SourceObservers(this.observations.apply(name));
		StreamFeedback feedback = new StreamFeedback();
		Delivery delivery = new Delivery(DeliverySettings.from(name, checkpointKey(name, checkpoint), spec),
				this.shared.deliverySeams(executor, store, attempts(checkpoint)), observers, feedback::roomAvailable);
		SourceCallbacks callbacks = new SourceCallbacks(name, delivery);
		OutageClock outage = new OutageClock();
		Connection connection = new Connection(ConnectionSettings.from(name, spec), this.shared.connectionSeams(spec),
				new StreamInlet(delivery), observers);
		feedback.attach(connection);
		observers.add(new SourceLog(name, this.shared.timer()));
		observers.add(new SourceEvents(name, new SerialLane(this.shared.blockingExecutor()),
				this.shared.applicationEvents()));
		observers.add(outage);
		observers.add(callbacks);
		observers.add(feedback);
		ManagedEventSource source = new ManagedEventSource(new SourceParts(name, spec, connection, delivery, callbacks,
				observers, outage, this.shared.blockingExecutor(), this.shared));
		observers.bind(source, source);
		return source;
	}

	private @Nullable AttemptScope attempts(EventSourceSpec.Checkpointing checkpoint) {
		boolean asked = Boolean.TRUE.equals(checkpoint.transactional());
		return asked ? this.shared.attempts().apply(checkpoint.transactionManager()) : null;
	}

	private String checkpointKey(String name, EventSourceSpec.Checkpointing checkpoint) {
		String key = checkpoint.key();
		return (key != null) ? key : this.shared.checkpointKey(name);
	}

	@Override
	public void close() {
		this.release.run();
	}

}

package dev.eventsource.client;

import java.net.URI;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

import dev.eventsource.EventSourceSpec;
import dev.eventsource.Registration;
import dev.eventsource.connection.Connection;
import dev.eventsource.connection.ConnectionSettings;
import dev.eventsource.delivery.Delivery;
import dev.eventsource.delivery.DeliverySeams;
import dev.eventsource.delivery.DeliverySettings;
import dev.eventsource.observation.SourceObservation;
import org.jspecify.annotations.Nullable;

/**
 * Plugs the stages of a source together.
 */
final class SourceAssembler {

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

	/**
	 * Lets the application change settings. Those of a disabled source are left alone.
	 * @param name name of the source
	 * @param spec its settings, complete
	 * @return the settings to use, complete
	 */
	EventSourceSpec customize(String name, EventSourceSpec spec) {
		return Boolean.FALSE.equals(spec.enabled()) ? spec : this.shared.additions().customize(name, spec);
	}

	ManagedEventSource assemble(String name, EventSourceSpec spec) {
		if (!Boolean.FALSE.equals(spec.enabled())) {
			return plug(name, spec);
		}
		ManagedEventSource source = plug(name, DISABLED);
		source.disable();
		return source;
	}

	/**
	 * Makes the client of a finite source.
	 * @param name its name
	 * @param spec its settings, complete
	 * @param release called when it is closed
	 * @return the client; closed if the source is disabled
	 */
	EventSourceClient client(String name, EventSourceSpec spec, Runnable release) {
		if (!Boolean.FALSE.equals(spec.enabled())) {
			return new FiniteClient(new FiniteParts(name, spec, this.shared), release);
		}
		EventSourceClient client = new FiniteClient(new FiniteParts(name, DISABLED, this.shared), release);
		client.close();
		return client;
	}

	private ManagedEventSource plug(String name, EventSourceSpec spec) {
		EventSourceSpec.Delivery deliverySpec = Objects.requireNonNull(spec.delivery());
		EventSourceSpec.Checkpointing checkpoint = Objects.requireNonNull(spec.checkpoint());
		DeliverySeams seams = this.shared.deliverySeams(Objects.requireNonNull(deliverySpec.executor()), checkpoint);
		SourceObservers observers = new SourceObservers(this.observations.apply(name));
		StreamFeedback feedback = new StreamFeedback();
		Delivery delivery = new Delivery(DeliverySettings.from(name, checkpointKey(name, checkpoint), spec), seams,
				observers, feedback::roomAvailable);
		SourceCallbacks callbacks = new SourceCallbacks(name, delivery);
		OutageClock outage = new OutageClock();
		Connection connection = new Connection(ConnectionSettings.from(name, spec),
				this.shared.connectionSeams(name, spec), new StreamInlet(delivery), observers);
		feedback.attach(connection);
		observers.add(new SourceLog(name, this.shared.timer()));
		observers.add(new SourceEvents(name, new SerialLane(this.shared.blockingExecutor()),
				this.shared.applicationEvents()));
		observers.add(outage);
		observers.add(callbacks);
		observers.add(feedback);
		return new ManagedEventSource(new SourceParts(name, spec, connection, delivery, callbacks, observers, outage,
				this.shared.storeExecutor(), new OwnerName(this.shared.random()), this.shared));
	}

	private String checkpointKey(String name, EventSourceSpec.Checkpointing checkpoint) {
		String key = checkpoint.key();
		return (key != null) ? key : this.shared.checkpointKey(name);
	}

	/**
	 * Returns where a source keeps its position.
	 * @param name its name
	 * @param spec its settings, complete
	 * @return the place, {@code null} if it is disabled
	 */
	PositionPlaces.@Nullable Place place(String name, EventSourceSpec spec) {
		if (Boolean.FALSE.equals(spec.enabled())) {
			return null;
		}
		EventSourceSpec.Checkpointing checkpoint = Objects.requireNonNull(spec.checkpoint());
		return new PositionPlaces.Place(this.shared.stores().apply(checkpoint), checkpointKey(name, checkpoint));
	}

	/**
	 * Closes what sources share once nobody needs it any more: positions are stored, and
	 * streams handed over, with it.
	 * @param closed completes when all sources are closed
	 * @return completes when that is done
	 */
	CompletableFuture<Void> closeBehind(CompletableFuture<Void> closed) {
		if (closed.isDone()) {
			this.release.run();
			return closed;
		}
		CompletableFuture<Void> over = new CompletableFuture<>();
		Registration deadline = this.shared.timer().schedule(this.shared.grace(), () -> over.complete(null));
		closed.whenComplete((none, failure) -> over.complete(null));
		return over.thenRun(() -> {
			deadline.remove();
			this.release.run();
		});
	}

}

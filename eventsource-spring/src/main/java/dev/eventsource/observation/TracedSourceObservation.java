package dev.eventsource.observation;

import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;

import dev.eventsource.EventSourceClosedEvent;
import dev.eventsource.EventSourceState;
import dev.eventsource.delivery.EventHandler;
import io.micrometer.observation.Observation;
import org.jspecify.annotations.Nullable;

/**
 * Makes observations of one source: of each call of a listener, and of each connection
 * attempt. They become spans where the registry traces.
 */
public final class TracedSourceObservation implements SourceObservation {

	private final String source;

	private final ObservationSeams seams;

	private final ObservedTimers timers;

	private final ObservedListeners listeners;

	private final AtomicReference<@Nullable Observation> attempt = new AtomicReference<>();

	private TracedSourceObservation(String source, ObservationSeams seams) {
		this.source = source;
		this.seams = seams;
		this.timers = new ObservedTimers(seams.forget());
		this.listeners = new ObservedListeners(source, seams, this.timers);
	}

	/**
	 * Returns what makes the observation of a source by its name.
	 * @param seams what observations are made with
	 * @return a factory
	 */
	public static Function<String, SourceObservation> factory(ObservationSeams seams) {
		return (source) -> new TracedSourceObservation(source, seams);
	}

	@Override
	public EventHandler watch(EventHandler handler) {
		return this.listeners.watch(handler);
	}

	@Override
	public void stateChanged(EventSourceState state) {
		switch (state.kind()) {
			case CONNECTING -> begin();
			case PAUSED, STANDBY -> end("canceled");
			default -> {
				// an outcome follows, or the end
			}
		}
	}

	private void begin() {
		if (this.attempt.get() != null) {
			return;
		}
		ConnectObservationContext context = new ConnectObservationContext(this.source);
		Observation observation = Observation.createNotStarted(this.seams.connect(),
				ConnectObservationConvention.DEFAULT, () -> context, this.seams.registry());
		if (!observation.isNoop()) {
			this.attempt.set(observation);
			observation.start();
			this.timers.started(context);
		}
	}

	@Override
	public void attempted(String outcome) {
		end(outcome);
	}

	private void end(String outcome) {
		Observation observation = this.attempt.getAndSet(null);
		if (observation != null && observation.getContext() instanceof ConnectObservationContext context) {
			context.outcome(outcome);
			observation.stop();
			this.timers.stopped(context);
		}
	}

	@Override
	public void closed(EventSourceClosedEvent event) {
		end("canceled");
	}

	@Override
	public void close() {
		end("canceled");
		this.timers.removeAll();
	}

}

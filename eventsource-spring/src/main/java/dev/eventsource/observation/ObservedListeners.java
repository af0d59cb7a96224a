package dev.eventsource.observation;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import dev.eventsource.MessageEvent;
import dev.eventsource.delivery.EventHandler;
import io.micrometer.observation.Observation;

/**
 * The listeners of one source whose calls are observed.
 */
final class ObservedListeners {

	private final Set<String> namedTypes = ConcurrentHashMap.newKeySet();

	private final String source;

	private final ObservationSeams seams;

	private final ObservedTimers timers;

	ObservedListeners(String source, ObservationSeams seams, ObservedTimers timers) {
		this.source = source;
		this.seams = seams;
		this.timers = timers;
	}

	/**
	 * Returns what is to be called in the place of a handler.
	 * @param handler the handler
	 * @return itself where nobody wants to know of its calls
	 */
	EventHandler watch(EventHandler handler) {
		this.namedTypes.addAll(handler.types());
		boolean wanted = !observation(context(handler.id(), MessageEvent.of("message", ""))).isNoop();
		return wanted ? ObservedHandler.of(handler, this) : handler;
	}

	boolean areTimed() {
		return this.seams.timed();
	}

	ObservedCall call(String listener, MessageEvent event) {
		SseListenerObservationContext context = context(listener, event);
		return new ObservedCall(observation(context), context, this.timers);
	}

	private SseListenerObservationContext context(String listener, MessageEvent event) {
		String type = this.namedTypes.contains(event.type()) ? event.type() : EventTypeCounts.OTHER;
		return new SseListenerObservationContext(this.source, listener, type, event, this.seams.extractor());
	}

	private Observation observation(SseListenerObservationContext context) {
		return Observation.createNotStarted(this.seams.listener(), SseListenerObservationConvention.DEFAULT,
				() -> context, this.seams.registry());
	}

}

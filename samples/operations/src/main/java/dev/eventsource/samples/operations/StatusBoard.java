package dev.eventsource.samples.operations;

import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.ToDoubleFunction;

import dev.eventsource.EventSourceRegistry;
import dev.eventsource.EventSourceState;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.health.actuate.endpoint.HealthDescriptor;
import org.springframework.boot.health.actuate.endpoint.HealthEndpoint;
import org.springframework.boot.health.actuate.endpoint.IndicatedHealthDescriptor;
import org.springframework.stereotype.Component;

/**
 * Gathers what the page shows: state from the registry, judgement from health, figures
 * from meters. Nothing here is known by other means than an operator has.
 */
@Component
class StatusBoard {

	private final Map<String, Rates> rates = new ConcurrentSkipListMap<>();

	private final EventSourceRegistry sources;

	private final HealthEndpoint health;

	private final MeterRegistry meters;

	StatusBoard(EventSourceRegistry sources, HealthEndpoint health, MeterRegistry meters) {
		this.sources = sources;
		this.health = health;
		this.meters = meters;
	}

	/**
	 * Looks at a source. To be called once a second.
	 * @param name its name
	 * @return what there is to see
	 */
	SourceStatus look(String name) {
		EventSourceState state = this.sources.get(name).state();
		HealthDescriptor judged = this.health.healthForPath("eventSource", name);
		long events = count("eventsource.events", name);
		Rates rates = this.rates.computeIfAbsent(name, (unseen) -> new Rates());
		rates.add(events);
		return new SourceStatus(name, state.kind().name(), state.reason(),
				(judged != null) ? judged.getStatus().getCode() : "UNKNOWN", problem(judged), rates.recent(),
				rates.perSecond(), events, value("eventsource.last.event.age", name),
				count("eventsource.reconnects", name), value("eventsource.mailbox.size", name),
				count("eventsource.dead.letters", name), state.lastError());
	}

	private static @Nullable String problem(@Nullable HealthDescriptor judged) {
		if (judged instanceof IndicatedHealthDescriptor indicated && indicated.getDetails() != null) {
			Object problem = indicated.getDetails().get("problem");
			return (problem != null) ? problem.toString() : null;
		}
		return null;
	}

	private long count(String meter, String source) {
		return sum(meter, source,
				(found) -> (found instanceof FunctionCounter counter) ? counter.count() : ((Counter) found).count());
	}

	private long value(String meter, String source) {
		return sum(meter, source, (found) -> ((Gauge) found).value());
	}

	private long sum(String meter, String source, ToDoubleFunction<Meter> value) {
		return (long) this.meters.find(meter)
			.tag("source", source)
			.meters()
			.stream()
			.mapToDouble(value)
			.filter(Double::isFinite)
			.sum();
	}

}

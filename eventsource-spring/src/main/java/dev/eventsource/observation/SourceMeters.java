package dev.eventsource.observation;

import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;

import dev.eventsource.delivery.Tally;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.Timer;

/**
 * The meters of one source: each carries its name as the tag {@code source}, and all go
 * when it goes.
 */
final class SourceMeters {

	private final List<Meter> meters = new CopyOnWriteArrayList<>();

	private final ConcurrentHashMap<String, Counter> rare = new ConcurrentHashMap<>();

	private final MeterRegistry registry;

	private final Tags source;

	SourceMeters(MeterRegistry registry, String source) {
		this.registry = registry;
		this.source = Tags.of("source", source);
	}

	<T> void gauge(String name, String description, T target, ToDoubleFunction<T> value) {
		keep(Gauge.builder(name, target, value).tags(this.source).description(description).register(this.registry));
	}

	void age(String name, String description, Supplier<Number> seconds) {
		keep(TimeGauge.builder(name, seconds, TimeUnit.SECONDS)
			.tags(this.source)
			.description(description)
			.register(this.registry));
	}

	void count(Tally tally, String name, String unit, String description, String... tags) {
		keep(FunctionCounter.builder(name, tally, Tally::get)
			.tags(this.source.and(tags))
			.baseUnit(unit)
			.description(description)
			.register(this.registry));
	}

	Timer timer(String name, String description, String... tags) {
		return keep(Timer.builder(name).tags(this.source.and(tags)).description(description).register(this.registry));
	}

	/**
	 * Counts what happens so seldom that its meter is made by the first time.
	 * @param name name of the meter
	 * @param unit what is counted
	 * @param description what it means
	 * @param tag name of its tag; empty for none
	 * @param value value of its tag
	 */
	void happened(String name, String unit, String description, String tag, String value) {
		this.rare.computeIfAbsent(name + '/' + value, (key) -> counter(name, unit, description, tag, value))
			.increment();
	}

	private Counter counter(String name, String unit, String description, String tag, String value) {
		return keep(Counter.builder(name)
			.tags(tag.isEmpty() ? this.source : this.source.and(tag, value))
			.baseUnit(unit)
			.description(description)
			.register(this.registry));
	}

	private <M extends Meter> M keep(M meter) {
		this.meters.add(meter);
		return meter;
	}

	void removeAll() {
		this.meters.forEach(this.registry::remove);
		this.meters.clear();
		this.rare.clear();
	}

}

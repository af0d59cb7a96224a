package dev.eventsource.observation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.noop.NoopTimer;
import org.jspecify.annotations.Nullable;

/**
 * The meters of one source: each carries its name as the tag {@code source}, and all go
 * when it goes.
 */
final class SourceMeters {

	/** Guarded by this, as are the next two: what comes late must not leave a meter. */
	private final List<Meter> meters = new ArrayList<>();

	private final Map<String, Counter> rare = new HashMap<>();

	private boolean gone;

	private final MeterRegistry registry;

	private final Tags source;

	SourceMeters(MeterRegistry registry, String source) {
		this.registry = registry;
		this.source = Tags.of("source", source);
	}

	<T> void gauge(Naming naming, T target, ToDoubleFunction<T> value) {
		keep(() -> Gauge.builder(naming.name(), target, value)
			.tags(this.source)
			.baseUnit(naming.unit())
			.description(naming.description())
			.register(this.registry));
	}

	void age(String name, String description, Supplier<Number> seconds) {
		keep(() -> TimeGauge.builder(name, seconds, TimeUnit.SECONDS)
			.tags(this.source)
			.description(description)
			.register(this.registry));
	}

	<T> void count(Naming naming, T target, ToDoubleFunction<T> value, String... tags) {
		keep(() -> FunctionCounter.builder(naming.name(), target, value)
			.tags(this.source.and(tags))
			.baseUnit(naming.unit())
			.description(naming.description())
			.register(this.registry));
	}

	Timer timer(String name, String description, String... tags) {
		Tags all = this.source.and(tags);
		Timer timer = keep(() -> Timer.builder(name).tags(all).description(description).register(this.registry));
		return (timer != null) ? timer : new NoopTimer(new Meter.Id(name, all, null, description, Meter.Type.TIMER));
	}

	/**
	 * Counts what happens so seldom that its meter is made by the first time.
	 * @param naming of the meter
	 * @param tag name of its tag; empty for none
	 * @param value value of its tag
	 */
	void happened(Naming naming, String tag, String value) {
		Counter counter = rare(naming, tag, value);
		if (counter != null) {
			counter.increment();
		}
	}

	private synchronized @Nullable Counter rare(Naming naming, String tag, String value) {
		String key = naming.name() + '/' + value;
		Counter known = this.rare.get(key);
		Counter counter = (known != null) ? known : counter(naming, tag, value);
		if (counter != null) {
			this.rare.put(key, counter);
		}
		return counter;
	}

	private @Nullable Counter counter(Naming naming, String tag, String value) {
		return keep(() -> Counter.builder(naming.name())
			.tags(tag.isEmpty() ? this.source : this.source.and(tag, value))
			.baseUnit(naming.unit())
			.description(naming.description())
			.register(this.registry));
	}

	private synchronized <M extends Meter> @Nullable M keep(Supplier<M> registration) {
		if (this.gone) {
			return null;
		}
		M meter = registration.get();
		this.meters.add(meter);
		return meter;
	}

	synchronized void removeAll() {
		this.gone = true;
		this.meters.forEach(this.registry::remove);
		this.meters.clear();
		this.rare.clear();
	}

	/**
	 * How a meter is called.
	 *
	 * @param name its name
	 * @param unit what it counts; {@code null} for a plain number
	 * @param description what it means
	 */
	record Naming(String name, @Nullable String unit, String description) {
	}

}

package dev.eventsource.observation;

import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;

import io.micrometer.common.KeyValues;
import io.micrometer.observation.Observation;

/**
 * Remembers which timers a registry has made of the observations of one source, so that
 * they go with it. There are as many as there are tags.
 */
final class ObservedTimers {

	private final Set<Made> made = ConcurrentHashMap.newKeySet();

	private final BiConsumer<String, KeyValues> forget;

	private volatile boolean gone;

	ObservedTimers(BiConsumer<String, KeyValues> forget) {
		this.forget = forget;
	}

	void started(Observation.Context context) {
		add(context.getName() + ".active", context.getLowCardinalityKeyValues());
	}

	void stopped(Observation.Context context) {
		Throwable error = context.getError();
		add(Objects.requireNonNull(context.getName()), context.getLowCardinalityKeyValues()
			.and("error", (error != null) ? error.getClass().getSimpleName() : "none"));
	}

	private void add(String name, KeyValues tags) {
		this.made.add(new Made(name, tags));
		if (this.gone) {
			// a call that has outlived its source
			removeAll();
		}
	}

	void removeAll() {
		this.gone = true;
		this.made.removeIf((timer) -> {
			this.forget.accept(timer.name(), timer.tags());
			return true;
		});
	}

	private record Made(String name, KeyValues tags) {
	}

}

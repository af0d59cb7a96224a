package dev.eventsource.autoconfigure;

import java.util.function.BiConsumer;
import java.util.stream.Collectors;

import io.micrometer.common.KeyValues;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.observation.MeterObservationHandler;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.util.ClassUtils;

/**
 * Whether observations have timers, and how to be rid of those.
 *
 * @param timed whether they have
 * @param forget removes the timer of a name with some tags
 */
record ObservedMeters(boolean timed, BiConsumer<String, KeyValues> forget) {

	private static final ObservedMeters NONE = new ObservedMeters(false, (name, tags) -> {
	});

	static ObservedMeters of(ConfigurableListableBeanFactory beanFactory) {
		boolean possible = ClassUtils.isPresent("io.micrometer.core.instrument.observation.MeterObservationHandler",
				beanFactory.getBeanClassLoader());
		return possible ? Present.of(beanFactory) : NONE;
	}

	/** Known only where Micrometer's meters are on the class path. */
	private static final class Present {

		static ObservedMeters of(ConfigurableListableBeanFactory beanFactory) {
			MeterRegistry registry = beanFactory.getBeanProvider(MeterRegistry.class).getIfUnique();
			boolean timed = beanFactory.getBeanNamesForType(MeterObservationHandler.class).length > 0;
			return (registry != null && timed)
					? new ObservedMeters(true, (name, tags) -> registry.removeByPreFilterId(id(name, tags))) : NONE;
		}

		private static Meter.Id id(String name, KeyValues values) {
			Tags tags = Tags.of(values.stream()
				.map((value) -> Tag.of(value.getKey(), value.getValue()))
				.collect(Collectors.toList()));
			return new Meter.Id(name, tags, null, null, Meter.Type.TIMER);
		}

	}

}

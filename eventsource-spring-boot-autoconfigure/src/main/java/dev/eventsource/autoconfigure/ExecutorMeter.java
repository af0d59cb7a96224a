package dev.eventsource.autoconfigure;

import java.util.concurrent.ThreadPoolExecutor;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.config.SingletonBeanRegistry;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;

/**
 * Tells how many threads of the shared executor are busy: with all of them, sources wait
 * for each other. One that is made lazily is not made for that.
 */
final class ExecutorMeter implements MeterBinder {

	private final SingletonBeanRegistry beans;

	ExecutorMeter(SingletonBeanRegistry beans) {
		this.beans = beans;
	}

	@Override
	public void bindTo(MeterRegistry registry) {
		Gauge.builder("eventsource.executor.active", this, ExecutorMeter::active)
			.baseUnit("threads")
			.description("Threads of the shared executor that deliver events now")
			.register(registry);
	}

	private double active() {
		return busy(this.beans.getSingleton(EventSourceExecutorConfiguration.BEAN_NAME));
	}

	// of an executor that does not tell there is nothing to tell
	private static double busy(@Nullable Object executor) {
		if (executor instanceof ThreadPoolExecutor pool) {
			return pool.getActiveCount();
		}
		if (executor instanceof ThreadPoolTaskExecutor pool) {
			return pool.getActiveCount();
		}
		if (executor instanceof CountedVirtualThreads threads) {
			return threads.active();
		}
		return (executor == null) ? 0 : Double.NaN;
	}

}

package dev.eventsource.client;

import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;

import dev.eventsource.Timer;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * Looks at every running source once a second, so that no source needs timers of its own
 * for what is measured in seconds.
 */
final class Sweep {

	private static final Log logger = LogFactory.getLog(Sweep.class);

	private static final Duration PERIOD = Duration.ofSeconds(1);

	/** In the order in which they came, for a simulation to repeat. Guarded by itself. */
	private final Set<Runnable> sources = new LinkedHashSet<>();

	private final AtomicBoolean scheduled = new AtomicBoolean();

	private final Timer timer;

	Sweep(Timer timer) {
		this.timer = timer;
	}

	void add(Runnable tick) {
		synchronized (this.sources) {
			this.sources.add(tick);
		}
		schedule();
	}

	void remove(Runnable tick) {
		synchronized (this.sources) {
			this.sources.remove(tick);
		}
	}

	private void schedule() {
		if (this.scheduled.compareAndSet(false, true)) {
			this.timer.schedule(PERIOD, this::run);
		}
	}

	private void run() {
		this.scheduled.set(false);
		List<Runnable> ticks = snapshot();
		if (!ticks.isEmpty()) {
			schedule();
			ticks.forEach(Sweep::run);
		}
	}

	private List<Runnable> snapshot() {
		synchronized (this.sources) {
			return List.copyOf(this.sources);
		}
	}

	private static void run(Runnable tick) {
		try {
			tick.run();
		}
		catch (RuntimeException ex) {
			logger.error("An event source could not be looked after", ex);
		}
	}

}

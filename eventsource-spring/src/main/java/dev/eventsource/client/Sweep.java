package dev.eventsource.client;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
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

	private final Set<Runnable> sources = ConcurrentHashMap.newKeySet();

	private final AtomicBoolean scheduled = new AtomicBoolean();

	private final Timer timer;

	Sweep(Timer timer) {
		this.timer = timer;
	}

	void add(Runnable tick) {
		this.sources.add(tick);
		schedule();
	}

	void remove(Runnable tick) {
		this.sources.remove(tick);
	}

	private void schedule() {
		if (this.scheduled.compareAndSet(false, true)) {
			this.timer.schedule(PERIOD, this::run);
		}
	}

	private void run() {
		this.scheduled.set(false);
		if (this.sources.isEmpty()) {
			return;
		}
		schedule();
		this.sources.forEach(Sweep::run);
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

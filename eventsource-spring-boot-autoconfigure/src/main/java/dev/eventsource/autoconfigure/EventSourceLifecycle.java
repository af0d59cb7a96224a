package dev.eventsource.autoconfigure;

import dev.eventsource.client.LiveEventSourceRegistry;
import org.springframework.context.SmartLifecycle;

/**
 * Starts and stops all sources with the application context, any number of times. In the
 * default phase: sources start last, when the web server serves, and stop first, before
 * it begins to shut down.
 */
final class EventSourceLifecycle implements SmartLifecycle {

	private final LiveEventSourceRegistry registry;

	private final boolean startsSources;

	private volatile boolean running;

	EventSourceLifecycle(LiveEventSourceRegistry registry, boolean startsSources) {
		this.registry = registry;
		this.startsSources = startsSources;
	}

	@Override
	public void start() {
		// also without sources to start: those that the application starts must stop
		this.running = true;
		if (this.startsSources) {
			this.registry.start();
		}
	}

	@Override
	public void stop(Runnable callback) {
		this.running = false;
		this.registry.stop(callback);
	}

	@Override
	public void stop() {
		stop(() -> {
		});
	}

	@Override
	public boolean isRunning() {
		return this.running;
	}

}

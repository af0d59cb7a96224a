package dev.eventsource.autoconfigure;

import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import dev.eventsource.EventSourceException;
import dev.eventsource.client.LiveEventSourceRegistry;
import org.springframework.context.SmartLifecycle;
import org.springframework.core.metrics.ApplicationStartup;
import org.springframework.core.metrics.StartupStep;

/**
 * Starts and stops all sources with the application context, any number of times. In the
 * default phase: sources start last, when the web server serves, and stop first, before
 * it begins to shut down. A position that can not be used fails the start.
 */
final class EventSourceLifecycle implements SmartLifecycle {

	/** A store that hangs, or is down, is waited for by its sources, not by the start. */
	private static final Duration PATIENCE = Duration.ofSeconds(3);

	private final LiveEventSourceRegistry registry;

	private final boolean startsSources;

	private final ApplicationStartup startup;

	private volatile boolean running;

	EventSourceLifecycle(LiveEventSourceRegistry registry, boolean startsSources, ApplicationStartup startup) {
		this.registry = registry;
		this.startsSources = startsSources;
		this.startup = startup;
	}

	@Override
	public void start() {
		// also without sources to start: those that the application starts must stop
		this.running = true;
		if (this.startsSources) {
			StartupStep step = this.startup.start("eventsource.sources.start");
			try {
				awaitFirstAnswers(this.registry.start());
			}
			finally {
				step.end();
			}
		}
	}

	private static void awaitFirstAnswers(CompletionStage<Void> answers) {
		try {
			answers.toCompletableFuture().get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
		}
		catch (TimeoutException ex) {
			// shown by the state of those sources
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		catch (ExecutionException ex) {
			throw (ex.getCause() instanceof EventSourceException unusable) ? unusable
					: new IllegalStateException("Event sources could not be started", ex.getCause());
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

package dev.eventsource.client;

import java.util.concurrent.Executor;

import dev.eventsource.Timer;

/**
 * The threads that all sources without an application context share. They go when they
 * have been idle, so nobody has to close them.
 */
final class StandaloneThreads {

	static final Timer TIMER = new SystemTimer();

	static final Executor EXECUTOR = SharedExecutor.forHandlers();

	static final Executor STORES = SharedExecutor.forStores();

	private StandaloneThreads() {
	}

}

package dev.eventsource.test;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The threads of one server.
 */
final class ServerThreads {

	private final AtomicInteger count = new AtomicInteger();

	private final Set<Thread> running = ConcurrentHashMap.newKeySet();

	Thread start(String role, Runnable task) {
		Thread thread = new Thread(task, "sse-test-server-" + role + "-" + this.count.incrementAndGet());
		thread.setDaemon(true);
		thread.start();
		this.running.removeIf((other) -> !other.isAlive());
		this.running.add(thread);
		return thread;
	}

	void join(Thread thread) {
		try {
			thread.join(Duration.ofSeconds(5).toMillis());
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	void joinAll() {
		this.running.forEach(this::join);
	}

}

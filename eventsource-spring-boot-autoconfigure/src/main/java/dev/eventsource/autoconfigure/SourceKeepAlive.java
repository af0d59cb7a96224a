package dev.eventsource.autoconfigure;

import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CountDownLatch;

import dev.eventsource.EventSourceState;
import dev.eventsource.ReadyState;
import dev.eventsource.observation.SourceObservation;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a process without a web server alive while a source runs: all other threads of
 * sources are daemons.
 */
final class SourceKeepAlive implements SourceObservationFactory, AutoCloseable {

	private final Set<String> running = new HashSet<>();

	private @Nullable CountDownLatch end;

	private boolean closed;

	@Override
	public SourceObservation observe(String source) {
		return new SourceObservation() {

			@Override
			public void stateChanged(EventSourceState state) {
				update(source, state.readyState() != ReadyState.CLOSED);
			}

			@Override
			public void close() {
				update(source, false);
			}

		};
	}

	private synchronized void update(String source, boolean runs) {
		if (runs && !this.closed) {
			this.running.add(source);
		}
		else {
			this.running.remove(source);
		}
		hold(!this.running.isEmpty());
	}

	private void hold(boolean alive) {
		if (alive && this.end == null) {
			this.end = new CountDownLatch(1);
			start(this.end);
		}
		else if (!alive && this.end != null) {
			this.end.countDown();
			this.end = null;
		}
	}

	private static void start(CountDownLatch end) {
		Thread thread = new Thread(() -> await(end), "eventsource-keep-alive");
		thread.setDaemon(false);
		thread.start();
	}

	private static void await(CountDownLatch end) {
		try {
			end.await();
		}
		catch (InterruptedException ex) {
			// whoever interrupts this thread wants the process to end
		}
	}

	@Override
	public synchronized void close() {
		this.closed = true;
		this.running.clear();
		hold(false);
	}

}

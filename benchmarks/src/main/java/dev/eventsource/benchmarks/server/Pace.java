package dev.eventsource.benchmarks.server;

import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.util.concurrent.locks.LockSupport;

/**
 * Writes a burst of events to warm the client up, then events at a steady rate, one write
 * each, which carry the clock's reading.
 */
final class Pace {

	private static final int WARM_UP_WRITES = 500;

	private static final int EVENTS_A_WRITE = 400;

	private Pace() {
	}

	static void write(SocketChannel connection, int rate) throws IOException {
		String burst = "event: tick\ndata: 0\n\n".repeat(EVENTS_A_WRITE);
		for (int write = 0; write < WARM_UP_WRITES; write++) {
			connection.write(Frames.frame(burst));
		}
		long gap = 1_000_000_000L / rate;
		long due = System.nanoTime();
		while (true) {
			due += gap;
			for (long now = System.nanoTime(); now < due; now = System.nanoTime()) {
				LockSupport.parkNanos(due - now);
			}
			connection.write(Frames.frame("event: tick\ndata: " + System.nanoTime() + "\n\n"));
		}
	}

}

package dev.eventsource.benchmarks.server;

import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.util.concurrent.locks.LockSupport;

/**
 * Writes events at a steady rate, one write each, which carry the clock's reading.
 */
final class Pace {

	private Pace() {
	}

	static void write(SocketChannel connection, int rate) throws IOException {
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

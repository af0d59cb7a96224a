package dev.eventsource.benchmarks.server;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;

import dev.eventsource.benchmarks.corpus.Corpus;

/**
 * Writes an event a second to each of many connections, spread over the second.
 */
final class Ticker implements Runnable {

	private static final int SLOTS = 100;

	private static final long SLOT_NANOS = 10_000_000;

	private final AtomicLong added = new AtomicLong();

	private final AtomicReferenceArray<Queue<SocketChannel>> slots = new AtomicReferenceArray<>(SLOTS);

	private final ByteBuffer event = Frames.each(Corpus.named("tick")).get(0);

	Ticker() {
		IntStream.range(0, SLOTS).forEach((slot) -> this.slots.set(slot, new ConcurrentLinkedQueue<>()));
	}

	void add(SocketChannel connection) throws IOException {
		connection.write(this.event.duplicate());
		this.slots.get((int) (this.added.getAndIncrement() % SLOTS)).add(connection);
	}

	/**
	 * Ends all streams in the middle of their bodies.
	 */
	void drop() {
		for (int slot = 0; slot < SLOTS; slot++) {
			this.slots.getAndSet(slot, new ConcurrentLinkedQueue<>()).forEach(Ticker::close);
		}
	}

	int size() {
		return IntStream.range(0, SLOTS).map((slot) -> this.slots.get(slot).size()).sum();
	}

	@Override
	public void run() {
		long due = System.nanoTime();
		for (int slot = 0; true; slot = (slot + 1) % SLOTS) {
			due += SLOT_NANOS;
			LockSupport.parkNanos(due - System.nanoTime());
			this.slots.get(slot).removeIf((connection) -> !write(connection));
		}
	}

	private boolean write(SocketChannel connection) {
		try {
			connection.write(this.event.duplicate());
			return true;
		}
		catch (IOException ex) {
			close(connection);
			return false;
		}
	}

	private static void close(SocketChannel connection) {
		try {
			connection.close();
		}
		catch (IOException ex) {
			// it has gone anyway
		}
	}

}

package dev.eventsource.delivery;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

import org.jspecify.annotations.Nullable;

/**
 * Hands entries from the stream (the producer: one thread at a time) to the dispatcher
 * (the consumer: one at a time), a batch per network buffer. Knows when there is enough.
 */
final class Mailbox {

	private final long maxCount;

	private final long maxBytes;

	private final Runnable roomAvailable;

	private final Queue<Batch> flushed = new ConcurrentLinkedQueue<>();

	private final Level count = new Level();

	private final Level bytes = new Level();

	/** Whether the producer was told that there is no room and waits for word. */
	private final AtomicBoolean full = new AtomicBoolean();

	/** Counts the drops: a batch of an earlier run is not handed out. */
	private final AtomicLong run = new AtomicLong();

	private volatile boolean accepting;

	/** Owned by the producer. */
	private Batch open = new Batch(0, new ArrayList<>());

	/** Owned by the consumer, as is {@link #next}. */
	private Batch current = new Batch(0, new ArrayList<>());

	private int next;

	/** Written by the consumer only. */
	private volatile long discarded;

	Mailbox(long maxCount, long maxBytes, Runnable roomAvailable) {
		this.maxCount = (maxCount > 0) ? maxCount : Long.MAX_VALUE;
		this.maxBytes = (maxBytes > 0) ? maxBytes : Long.MAX_VALUE;
		this.roomAvailable = roomAvailable;
	}

	/**
	 * Begins a run: entries are taken again.
	 */
	void accept() {
		this.accepting = true;
	}

	/**
	 * Ends a run: of what waits only signals are still handed out.
	 */
	void drop() {
		this.accepting = false;
		this.run.incrementAndGet();
	}

	/**
	 * Adds an entry, visible to the consumer after {@link #flush()}. Called by the
	 * producer.
	 * @param entry the entry
	 * @return whether it was taken
	 */
	boolean add(Entry entry) {
		if (!this.accepting && !(entry instanceof Entry.Signal)) {
			return false;
		}
		if (this.open.run != this.run.get()) {
			flush();
			this.open = new Batch(this.run.get(), this.open.entries);
		}
		this.open.entries.add(entry);
		this.count.rise(1);
		this.bytes.rise(entry.size());
		return true;
	}

	/**
	 * Hands over what was added. Called by the producer.
	 * @return whether there was anything
	 */
	boolean flush() {
		if (this.open.entries.isEmpty()) {
			return false;
		}
		int size = this.open.entries.size();
		this.flushed.add(this.open);
		this.open = new Batch(this.open.run, new ArrayList<>(size));
		return true;
	}

	/**
	 * Returns whether there is room. After a no, the consumer calls back once there is.
	 * Called by the producer.
	 * @return whether another entry may come
	 */
	boolean hasRoom() {
		if (this.count.height() < this.maxCount && this.bytes.height() < this.maxBytes) {
			return true;
		}
		if (this.count.height() == 0) {
			return true;
		}
		this.full.set(true);
		// the consumer may have emptied it before it could see the flag
		return atMostHalf() && this.full.compareAndSet(true, false);
	}

	/**
	 * Returns the oldest entry and leaves it. Called by the consumer.
	 * @return the entry, or {@code null} if none waits
	 */
	@Nullable Entry peek() {
		while (hasNext()) {
			Entry entry = this.current.entries.get(this.next);
			if (this.current.run == this.run.get() || entry instanceof Entry.Signal) {
				return entry;
			}
			discard(entry);
		}
		return null;
	}

	private boolean hasNext() {
		if (this.next < this.current.entries.size()) {
			return true;
		}
		Batch batch = this.flushed.poll();
		if (batch == null) {
			return false;
		}
		this.current = batch;
		this.next = 0;
		return true;
	}

	private void discard(Entry entry) {
		if (entry instanceof Entry.Event || entry instanceof Entry.Skipped) {
			this.discarded = this.discarded + 1;
		}
		take(entry);
	}

	/**
	 * Removes the oldest entry. Called by the consumer.
	 * @param entry what {@link #peek()} returned
	 */
	void take(Entry entry) {
		this.current.entries.set(this.next++, TAKEN);
		this.bytes.fall(entry.size());
		this.count.fall(1);
		if (this.full.get() && atMostHalf() && this.full.compareAndSet(true, false)) {
			this.roomAvailable.run();
		}
	}

	private boolean atMostHalf() {
		return this.count.height() <= this.maxCount / 2 && this.bytes.height() <= this.maxBytes / 2;
	}

	/**
	 * Returns how many entries wait.
	 * @return the count, from any thread
	 */
	int waiting() {
		return (int) Math.max(0, this.count.height());
	}

	/**
	 * Returns how many events were dropped.
	 * @return the count, from any thread
	 */
	long discarded() {
		return this.discarded;
	}

	/** Stands where an entry was, so that a handled event is not held by its batch. */
	private static final Entry TAKEN = new Entry.Position("");

	private record Batch(long run, List<Entry> entries) {
	}

	/**
	 * A height with one thread that raises and one that lowers it: neither waits for the
	 * other.
	 */
	private static final class Level {

		private volatile long risen;

		private volatile long fallen;

		void rise(long by) {
			this.risen = this.risen + by;
		}

		void fall(long by) {
			this.fallen = this.fallen + by;
		}

		long height() {
			return this.risen - this.fallen;
		}

	}

}

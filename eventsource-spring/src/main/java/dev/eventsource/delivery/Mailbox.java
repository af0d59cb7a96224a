package dev.eventsource.delivery;

import java.lang.invoke.VarHandle;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

import dev.eventsource.MessageEvent;
import org.jspecify.annotations.Nullable;

/**
 * Hands entries from the stream (the producer: one thread at a time) to the dispatcher
 * (the consumer: one at a time), a batch per network buffer. Knows when there is enough.
 */
final class Mailbox {

	private final String source;

	private final long maxCount;

	private final long maxBytes;

	private final Runnable roomAvailable;

	private final Queue<Batch> flushed = new ConcurrentLinkedQueue<>();

	private final Level level = new Level();

	/** Whether the producer was told that there is no room and waits for word. */
	private final AtomicBoolean full = new AtomicBoolean();

	/** Counts the drops: a batch of an earlier run is not handed out. */
	private final AtomicLong run = new AtomicLong();

	/** A batch that is done, to be filled again: a busy stream makes no new ones. */
	private final AtomicReference<@Nullable Batch> spare = new AtomicReference<>();

	private volatile boolean accepting;

	/** Owned by the producer, as are the fields up to {@link #likelyLength}. */
	private @Nullable Batch open;

	private String origin = "";

	/** What the open batch takes. */
	private long openBytes;

	private int likelySize;

	private int likelyLength;

	/** Owned by the consumer, as are {@link #next} and {@link #head}. */
	private @Nullable Batch current;

	private int next;

	private @Nullable Entry head;

	/** Counted by the consumer. */
	private final Tally discarded = new Tally();

	Mailbox(DeliverySettings settings, Runnable roomAvailable) {
		this.source = settings.source();
		this.maxCount = (settings.bufferSize() > 0) ? settings.bufferSize() : Long.MAX_VALUE;
		this.maxBytes = (settings.bufferBytes() > 0) ? settings.bufferBytes() : Long.MAX_VALUE;
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
	 * Begins a stream. Called by the producer.
	 * @param origin where its events come from
	 */
	void begin(String origin) {
		flush();
		this.origin = origin;
	}

	/**
	 * Adds an entry, visible to the consumer after {@link #flush()}. Called by the
	 * producer.
	 * @param entry no event
	 * @return whether it was taken
	 */
	boolean add(Entry entry) {
		if (!this.accepting && !(entry instanceof Entry.Signal)) {
			return false;
		}
		batch().add(entry);
		this.openBytes += entry.size();
		return true;
	}

	/**
	 * Adds an event, in the same way.
	 * @param type its type
	 * @param lastEventId the id now in force
	 * @param bytes holds the data; copied
	 * @param offset where the data begins
	 * @param length how many bytes it has
	 * @return whether it was taken
	 */
	boolean add(String type, String lastEventId, byte[] bytes, int offset, int length) {
		if (!this.accepting) {
			return false;
		}
		batch().add(type, lastEventId, bytes, offset, length);
		this.openBytes += Entry.OVERHEAD + length + lastEventId.length();
		return true;
	}

	private Batch batch() {
		long current = this.run.get();
		if (this.open != null && this.open.run() == current) {
			return this.open;
		}
		flush();
		Batch done = this.spare.getAndSet(null);
		Batch batch = (done != null) ? done : new Batch(this.source, this.likelySize, this.likelyLength);
		this.open = batch.begin(current, this.origin);
		return batch;
	}

	/**
	 * Hands over what was added. Called by the producer.
	 * @return whether there was anything
	 */
	boolean flush() {
		Batch batch = this.open;
		if (batch == null) {
			return false;
		}
		this.open = null;
		this.likelySize = batch.size();
		this.likelyLength = batch.length();
		this.level.rise(batch.size(), this.openBytes);
		this.openBytes = 0;
		this.flushed.add(batch);
		return true;
	}

	/**
	 * Returns whether there is room. After a no, the consumer calls back once there is.
	 * Called by the producer.
	 * @return whether another entry may come
	 */
	boolean hasRoom() {
		long count = this.level.count() + openSize();
		if (count == 0 || count < this.maxCount && this.level.bytes() + this.openBytes < this.maxBytes) {
			return true;
		}
		this.full.set(true);
		VarHandle.fullFence();
		// the consumer may have emptied it before it could see the flag
		return atMostHalf(openSize(), this.openBytes) && this.full.compareAndSet(true, false);
	}

	private int openSize() {
		return (this.open != null) ? this.open.size() : 0;
	}

	/**
	 * Returns the oldest entry and leaves it. Called by the consumer.
	 * @return the entry, or {@code null} if none waits
	 */
	@Nullable Entry peek() {
		while (hasNext()) {
			Batch batch = Objects.requireNonNull(this.current);
			Entry entry = head(batch);
			if (batch.run() == this.run.get() || entry instanceof Entry.Signal) {
				return entry;
			}
			discard(entry);
		}
		return null;
	}

	// made once, however often it is looked at
	private Entry head(Batch batch) {
		Entry entry = this.head;
		if (entry == null) {
			entry = batch.entry(this.next);
			this.head = entry;
		}
		return entry;
	}

	private boolean hasNext() {
		Batch batch = this.current;
		if (batch != null && this.next < batch.size()) {
			return true;
		}
		if (batch != null) {
			this.current = null;
			if (batch.clear()) {
				this.spare.set(batch);
			}
			// what was taken is seen by a producer that finds no room from here on
			VarHandle.fullFence();
			tellOfRoom();
		}
		this.current = this.flushed.poll();
		this.next = 0;
		return this.current != null;
	}

	/**
	 * Returns the type of the oldest entry if that is an event nobody has looked at.
	 * Called by the consumer.
	 * @return the type; {@code null} if {@link #peek()} is to be asked
	 */
	@Nullable String nextType() {
		if (this.head != null || !hasNext()) {
			return null;
		}
		Batch batch = Objects.requireNonNull(this.current);
		return (batch.run() == this.run.get()) ? batch.type(this.next) : null;
	}

	/**
	 * Removes the event whose type was asked for. Called by the consumer.
	 * @return the event
	 */
	MessageEvent takeEvent() {
		MessageEvent event = Objects.requireNonNull(this.current).event(this.next);
		this.next++;
		taken(Entry.size(event));
		return event;
	}

	private void discard(Entry entry) {
		if (entry instanceof Entry.Event || entry instanceof Entry.Skipped) {
			this.discarded.add();
		}
		take(entry);
	}

	/**
	 * Removes the oldest entry. Called by the consumer.
	 * @param entry what {@link #peek()} returned
	 */
	void take(Entry entry) {
		this.head = null;
		this.next++;
		taken(entry.size());
	}

	private void taken(int size) {
		this.level.fall(size);
		tellOfRoom();
	}

	private void tellOfRoom() {
		if (this.full.get() && atMostHalf(0, 0) && this.full.compareAndSet(true, false)) {
			this.roomAvailable.run();
		}
	}

	/**
	 * Lets go of what only makes a busy stream faster. To be called now and then, for
	 * nobody says when a stream falls silent.
	 */
	void rest() {
		this.spare.set(null);
	}

	private boolean atMostHalf(long moreEntries, long moreBytes) {
		return this.level.count() + moreEntries <= this.maxCount / 2
				&& this.level.bytes() + moreBytes <= this.maxBytes / 2;
	}

	/**
	 * Returns how many entries wait.
	 * @return the count, from any thread
	 */
	int waiting() {
		return (int) Math.max(0, this.level.count());
	}

	/**
	 * Returns how many events were dropped.
	 * @return the count, from any thread
	 */
	long discarded() {
		return this.discarded.get();
	}

}

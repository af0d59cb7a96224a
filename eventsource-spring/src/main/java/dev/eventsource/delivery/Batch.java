package dev.eventsource.delivery;

import java.util.Arrays;

import dev.eventsource.MessageEvent;
import org.jspecify.annotations.Nullable;

/**
 * What one network buffer brought, on its way from the event loop to the thread that
 * handles it. The data of all events is in one array; the events are made where they are
 * handled, so that their memory is written and read by one thread.
 */
final class Batch {

	private static final int FEW = 2;

	private static final int[] NO_ENDS = {};

	private static final byte[] NO_DATA = {};

	/** More is not expected: a batch with one large event is followed by small ones. */
	private static final int USUAL_LENGTH = 64 * 1024;

	private static final int LARGEST_ARRAY = Integer.MAX_VALUE - 8;

	private final long run;

	private final String source;

	private final String origin;

	/** By position the type of an event, or an entry that is none. */
	private Object[] contents = {};

	private String[] lastEventIds = {};

	/** By position where the data up to here ends. */
	private int[] ends = NO_ENDS;

	private byte[] data = NO_DATA;

	private int size;

	private final int expectedSize;

	private final int expectedLength;

	/**
	 * Begins a batch. It has no arrays before its first entry comes.
	 * @param run the run of the mailbox that it belongs to
	 * @param source the name of the source
	 * @param origin where its events come from
	 * @param before the batch before, which it is probably like
	 */
	Batch(long run, String source, String origin, @Nullable Batch before) {
		this.run = run;
		this.source = source;
		this.origin = origin;
		this.expectedSize = (before != null) ? before.size : 0;
		this.expectedLength = (before != null) ? Math.min(before.length(), USUAL_LENGTH) : 0;
	}

	void add(Entry entry) {
		ensureRoom(0);
		this.contents[this.size] = entry;
		this.ends[this.size] = length();
		this.size++;
	}

	void add(String type, String lastEventId, byte[] bytes, int offset, int length) {
		ensureRoom(length);
		int start = length();
		System.arraycopy(bytes, offset, this.data, start, length);
		this.contents[this.size] = type;
		this.lastEventIds[this.size] = lastEventId;
		this.ends[this.size] = start + length;
		this.size++;
	}

	private void ensureRoom(int more) {
		if (this.size == this.contents.length) {
			int capacity = Math.max(Math.max(this.expectedSize, FEW), this.size * 2);
			this.contents = Arrays.copyOf(this.contents, capacity);
			this.lastEventIds = Arrays.copyOf(this.lastEventIds, capacity);
			this.ends = Arrays.copyOf(this.ends, capacity);
		}
		int needed = Math.addExact(length(), more);
		if (needed > this.data.length) {
			long capacity = Math.max(Math.max(needed, this.expectedLength), this.data.length * 2L);
			this.data = Arrays.copyOf(this.data, (int) Math.min(capacity, LARGEST_ARRAY));
		}
	}

	/**
	 * Makes an entry.
	 * @param position from 0
	 */
	Entry entry(int position) {
		if (this.contents[position] instanceof Entry entry) {
			return entry;
		}
		byte[] bytes = Arrays.copyOfRange(this.data, start(position), this.ends[position]);
		return new Entry.Event(MessageEvent.of(this.source, this.origin, (String) this.contents[position], bytes,
				this.lastEventIds[position]));
	}

	private int start(int position) {
		return (position > 0) ? this.ends[position - 1] : 0;
	}

	private int length() {
		return start(this.size);
	}

	long run() {
		return this.run;
	}

	int size() {
		return this.size;
	}

}

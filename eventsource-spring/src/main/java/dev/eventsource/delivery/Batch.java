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

	/** One that grew larger is not filled again. */
	private static final int USUAL_LENGTH = 128 * 1024;

	private static final String[] NO_IDS = {};

	private static final int LARGEST_ARRAY = Integer.MAX_VALUE - 8;

	private final String source;

	private String origin = "";

	private long run;

	/** By position the type of an event, or an entry that is none. */
	private Object[] contents;

	private String[] lastEventIds;

	/** By position where the data up to here ends. */
	private int[] ends;

	private byte[] data;

	private int size;

	/**
	 * Creates a batch.
	 * @param source the name of the source
	 * @param likelySize how many entries it may come to hold
	 * @param likelyLength how many bytes of data
	 */
	Batch(String source, int likelySize, int likelyLength) {
		int capacity = Math.max(FEW, likelySize);
		this.source = source;
		this.contents = new Object[capacity];
		this.lastEventIds = new String[capacity];
		this.ends = new int[capacity];
		this.data = new byte[Math.min(likelyLength, USUAL_LENGTH)];
	}

	/**
	 * Begins to be filled.
	 * @param run the run of the mailbox that it belongs to
	 * @param origin where its events come from
	 * @return this
	 */
	Batch begin(long run, String origin) {
		this.run = run;
		if (this.lastEventIds == NO_IDS) {
			// a young array may point to young texts at no cost
			this.lastEventIds = new String[this.contents.length];
		}
		this.origin = origin;
		return this;
	}

	/**
	 * Forgets all entries.
	 * @return whether it is worth to be filled again
	 */
	boolean clear() {
		for (int position = 0; position < this.size; position++) {
			// types stay: a stream has few, and they will be the same again
			if (!(this.contents[position] instanceof String)) {
				this.contents[position] = "";
			}
		}
		this.lastEventIds = NO_IDS;
		this.size = 0;
		return this.data.length <= USUAL_LENGTH;
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
		// a store is dear where it makes an old array point to something
		if (this.contents[this.size] != type) {
			this.contents[this.size] = type;
		}
		this.lastEventIds[this.size] = lastEventId;
		this.ends[this.size] = start + length;
		this.size++;
	}

	private void ensureRoom(int more) {
		if (this.size == this.contents.length) {
			int capacity = this.size * 2;
			this.contents = Arrays.copyOf(this.contents, capacity);
			this.lastEventIds = Arrays.copyOf(this.lastEventIds, capacity);
			this.ends = Arrays.copyOf(this.ends, capacity);
		}
		int needed = Math.addExact(length(), more);
		if (needed > this.data.length) {
			long doubled = Math.min(this.data.length * 2L, LARGEST_ARRAY);
			this.data = Arrays.copyOf(this.data, (int) Math.max(needed, doubled));
		}
	}

	/**
	 * Makes an entry.
	 * @param position from 0
	 */
	Entry entry(int position) {
		if (!(this.contents[position] instanceof String)) {
			return (Entry) this.contents[position];
		}
		return new Entry.Event(event(position));
	}

	/**
	 * Returns the type of an event.
	 * @param position from 0
	 * @return the type; {@code null} for an entry that is no event
	 */
	@Nullable String type(int position) {
		return (this.contents[position] instanceof String type) ? type : null;
	}

	/**
	 * Makes an event.
	 * @param position where there is one, from 0
	 */
	MessageEvent event(int position) {
		byte[] bytes = Arrays.copyOfRange(this.data, start(position), this.ends[position]);
		return MessageEvent.of(this.source, this.origin, (String) this.contents[position], bytes,
				this.lastEventIds[position]);
	}

	private int start(int position) {
		return (position > 0) ? this.ends[position - 1] : 0;
	}

	int length() {
		return start(this.size);
	}

	long run() {
		return this.run;
	}

	int size() {
		return this.size;
	}

}

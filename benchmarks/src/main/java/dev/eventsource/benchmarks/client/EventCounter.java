package dev.eventsource.benchmarks.client;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * What every client hands its events to. One thread at a time writes, any reads.
 */
public class EventCounter {

	private static final VarHandle EVENTS;

	static {
		try {
			EVENTS = MethodHandles.lookup().findVarHandle(EventCounter.class, "events", long.class);
		}
		catch (ReflectiveOperationException ex) {
			throw new ExceptionInInitializerError(ex);
		}
	}

	private volatile long events;

	/** Keeps the data from being thought unused. */
	private long size;

	/**
	 * Counts an event.
	 * @param data its data
	 */
	public void event(String data) {
		count(data.length());
	}

	/**
	 * Counts an event.
	 * @param change its data
	 */
	public void event(Change change) {
		count(change.title().length());
	}

	private void count(int length) {
		this.size += length;
		EVENTS.setOpaque(this, (long) EVENTS.get(this) + 1);
	}

	long events() {
		return this.events;
	}

	long size() {
		return this.size;
	}

}

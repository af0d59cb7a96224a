package dev.eventsource.observation;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * A count with one writer at a time, the event loop of the connection, and any number of
 * readers. Costs the writer no more than a plain field.
 */
final class Tally {

	private static final VarHandle COUNT;

	static {
		try {
			COUNT = MethodHandles.lookup().findVarHandle(Tally.class, "count", long.class);
		}
		catch (ReflectiveOperationException ex) {
			throw new ExceptionInInitializerError(ex);
		}
	}

	private long count;

	void add(long more) {
		// a plain read is enough for the only writer; opaque keeps both halves together
		COUNT.setOpaque(this, this.count + more);
	}

	long count() {
		return (long) COUNT.getOpaque(this);
	}

}

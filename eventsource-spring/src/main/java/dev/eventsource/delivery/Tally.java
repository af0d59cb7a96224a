package dev.eventsource.delivery;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * A count that one thread at a time raises and every thread may read. Costs the writer no
 * more than a plain field.
 */
public final class Tally {

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

	/**
	 * Counts one.
	 */
	public void add() {
		add(1);
	}

	/**
	 * Counts several.
	 * @param more how many
	 */
	public void add(long more) {
		// a plain read is enough for the only writer; no fence for readers to pay for
		COUNT.setRelease(this, this.count + more);
	}

	/**
	 * Returns the count.
	 * @return as of a moment ago, if another thread is counting
	 */
	public long get() {
		return (long) COUNT.getAcquire(this);
	}

}

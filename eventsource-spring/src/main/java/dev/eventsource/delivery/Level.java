package dev.eventsource.delivery;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * How many entries wait, and of how many bytes, with one thread that raises and one that
 * lowers it: neither waits for the other, nor for the memory that the other writes.
 */
final class Level {

	private static final VarHandle RISEN;

	private static final VarHandle RISEN_BYTES;

	private static final VarHandle FALLEN;

	private static final VarHandle FALLEN_BYTES;

	static {
		try {
			MethodHandles.Lookup lookup = MethodHandles.lookup();
			RISEN = lookup.findVarHandle(Level.class, "risen", long.class);
			RISEN_BYTES = lookup.findVarHandle(Level.class, "risenBytes", long.class);
			FALLEN = lookup.findVarHandle(Level.class, "fallen", long.class);
			FALLEN_BYTES = lookup.findVarHandle(Level.class, "fallenBytes", long.class);
		}
		catch (ReflectiveOperationException ex) {
			throw new ExceptionInInitializerError(ex);
		}
	}

	private long risen;

	private long risenBytes;

	// keeps the two threads apart by the 64 bytes that processors hand over
	@SuppressWarnings("unused")
	private long between1, between2, between3, between4, between5, between6;

	private long fallen;

	private long fallenBytes;

	/**
	 * Entries are there. Called by one thread at a time.
	 * @param entries how many
	 * @param bytes what they take
	 */
	void rise(int entries, long bytes) {
		// a plain read is enough for the only writer
		RISEN_BYTES.setRelease(this, this.risenBytes + bytes);
		RISEN.setRelease(this, this.risen + entries);
	}

	/**
	 * An entry has gone. Called by one thread at a time.
	 * @param bytes what it took
	 */
	void fall(int bytes) {
		FALLEN_BYTES.setRelease(this, this.fallenBytes + bytes);
		FALLEN.setRelease(this, this.fallen + 1);
	}

	long count() {
		return (long) RISEN.getAcquire(this) - (long) FALLEN.getAcquire(this);
	}

	long bytes() {
		return (long) RISEN_BYTES.getAcquire(this) - (long) FALLEN_BYTES.getAcquire(this);
	}

}

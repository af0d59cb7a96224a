package dev.eventsource.connection;

/**
 * How many network buffers to ask for: enough that the network never waits for us, and
 * not more than there is room for once they come.
 */
final class Demand {

	// pieces have up to 32 KB: together no more than a mailbox has room for
	private static final int FEW = 32;

	private static final int MANY = 64;

	private final long room;

	private final int first;

	private int outstanding;

	private int largest;

	/**
	 * Creates demand.
	 * @param room bytes that outstanding buffers may bring; 0 for no limit
	 */
	Demand(long room) {
		this(room, FEW);
	}

	private Demand(long room, int first) {
		this.room = room;
		this.first = first;
	}

	/**
	 * Creates demand for buffers that hold more than they show: one at a time.
	 * @return the demand
	 */
	static Demand oneByOne() {
		return new Demand(1, 1);
	}

	void arrived(int bytes) {
		this.outstanding = Math.max(0, this.outstanding - 1);
		this.largest = Math.max(this.largest, bytes);
	}

	/**
	 * Returns how many to ask for now, and counts them as asked for.
	 * @return how many; 0 while more than half is outstanding
	 */
	int renew() {
		int target = target();
		if (this.outstanding > target / 2) {
			return 0;
		}
		int more = target - this.outstanding;
		this.outstanding = target;
		return more;
	}

	boolean isOutstanding() {
		return this.outstanding > 0;
	}

	private int target() {
		if (this.room == 0) {
			return MANY;
		}
		if (this.largest == 0) {
			return this.first;
		}
		return (int) Math.max(1, Math.min(MANY, this.room / this.largest));
	}

}

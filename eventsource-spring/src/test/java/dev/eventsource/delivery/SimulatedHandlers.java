package dev.eventsource.delivery;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;

import dev.eventsource.MessageEvent;

/**
 * What the handlers of a simulated delivery share: chance, what is due some time, and
 * what went wrong.
 */
final class SimulatedHandlers {

	/** As many events there are. */
	static final int LAST = 60;

	/** As many keys have the events. */
	static final int KEYS = 3;

	final Random random;

	/** Stages and acknowledgements that are due at some time. */
	final List<Runnable> later = new ArrayList<>();

	final List<String> violations = new ArrayList<>();

	/** How far apart are events that keep their order; 0 if none do. */
	final int distance;

	/** Whether an event may come again although it has been handled. */
	final boolean repeats;

	boolean calm;

	SimulatedHandlers(Random random, int distance, boolean repeats) {
		this.random = random;
		this.distance = distance;
		this.repeats = repeats;
	}

	/**
	 * Draws what becomes of a call.
	 * @return 0 to 11, of which 5 and more are a success
	 */
	int fate() {
		return this.calm ? 5 : this.random.nextInt(12);
	}

	/** Draws the types that a handler takes. */
	Set<String> someTypes() {
		return this.random.nextBoolean() ? Set.of() : Set.of(type(this.random.nextInt(KEYS)));
	}

	static String type(int number) {
		return "key" + number % KEYS;
	}

	static int number(String id) {
		return id.isEmpty() ? 0 : Integer.parseInt(id);
	}

	static int number(MessageEvent event) {
		return number(event.lastEventId());
	}

}

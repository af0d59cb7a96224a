package dev.eventsource.connection;

import java.util.ArrayList;
import java.util.List;

/**
 * A move of a connection.
 *
 * @param next the state to be in; when its epoch is a new one, exchange and timer of the
 * old epoch are to be released first
 * @param effects what to do then, in this order
 */
record Step(ConnectionState next, List<Effect> effects) {

	static Step to(ConnectionState next, Effect... effects) {
		return new Step(next, List.of(effects));
	}

	Step after(Effect first) {
		List<Effect> all = new ArrayList<>(this.effects);
		all.add(0, first);
		return new Step(this.next, List.copyOf(all));
	}

}

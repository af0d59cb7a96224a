package dev.eventsource.test;

import java.util.List;

/**
 * What a client under test says about itself. A server that has one can wait until an
 * event is handled, and shows both sides when a wait ends in vain. Asked often, on the
 * test's thread; must not block.
 */
public interface ClientWitness {

	/**
	 * Returns what has become of an event.
	 * @param id the event's id
	 * @return what is known since it was last sent
	 */
	Handling handling(String id);

	/**
	 * Begins anew for an id, because an event with it is about to be sent.
	 * @param type the event's type, empty for none
	 * @param id the event's id, empty for none
	 */
	void sending(String type, String id);

	/**
	 * Returns what the client did and how it stands, as failed waits show it.
	 * @return lines of text
	 */
	List<String> report();

	/**
	 * What has become of an event.
	 */
	enum Handling {

		/**
		 * Not come yet, or still being handled.
		 */
		PENDING,

		/**
		 * Handled.
		 */
		HANDLED,

		/**
		 * Given up, or taken by nobody: it will not be handled any more.
		 */
		FAILED

	}

}

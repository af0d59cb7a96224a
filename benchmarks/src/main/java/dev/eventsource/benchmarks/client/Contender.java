package dev.eventsource.benchmarks.client;

import java.net.URI;

/**
 * A client that is measured. It reads streams until its process ends.
 */
interface Contender {

	/**
	 * Opens a stream.
	 * @param url where it is
	 * @param type type of its events
	 * @param counter takes the events
	 * @throws Exception if it can not
	 */
	void open(URI url, String type, EventCounter counter) throws Exception;

}

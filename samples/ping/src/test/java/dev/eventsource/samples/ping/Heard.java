package dev.eventsource.samples.ping;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import dev.eventsource.SseListener;

/**
 * What the client has heard.
 */
class Heard {

	final List<Ping> pings = new CopyOnWriteArrayList<>();

	final List<String> messages = new CopyOnWriteArrayList<>();

	@SseListener("ping")
	void onPing(Ping ping) {
		this.pings.add(ping);
	}

	@SseListener
	void onMessage(String message) {
		this.messages.add(message);
	}

}

package dev.eventsource.samples.quickstart;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

import dev.eventsource.EventId;
import dev.eventsource.SseListener;
import jakarta.servlet.http.HttpServletRequest;

/**
 * What a run of the application has handled, and where it asked the server to go on.
 */
class Seen {

	private final Queue<String> ids = new ConcurrentLinkedQueue<>();

	private final Queue<String> sentIds = new ConcurrentLinkedQueue<>();

	@SseListener(source = "wikimedia")
	void onChange(RecentChange change, @EventId String id) {
		this.ids.add(id);
	}

	void onRequest(HttpServletRequest request) {
		String id = request.getHeader("Last-Event-ID");
		this.sentIds.add((id != null) ? id : "");
	}

	Queue<String> ids() {
		return this.ids;
	}

	Queue<String> sentIds() {
		return this.sentIds;
	}

}

package dev.eventsource.samples.recipes;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import dev.eventsource.EventSource;
import dev.eventsource.EventType;
import dev.eventsource.SseListener;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

import org.springframework.stereotype.Component;

/**
 * Follows a place of a realtime database.
 */
@Component
public class Firebase {

	private final List<Write> writes = new CopyOnWriteArrayList<>();

	@SseListener(source = "rooms", event = { "put", "patch" })
	void onWrite(@EventType String kind, Write write) {
		this.writes.add(write);
	}

	@SseListener(source = "rooms", event = "keep-alive")
	void onKeepAlive(@Nullable Write nothing) {
		// its data is null: called only because the parameter may be
	}

	@SseListener(source = "rooms", event = { "cancel", "auth_revoked" })
	void onEnd(@EventType String reason, EventSource rooms) {
		// forbidden now, or the token has expired: connecting again does not help
		rooms.close();
	}

	/**
	 * Returns what was written.
	 * @return writes in the order of the stream
	 */
	public List<Write> writes() {
		return this.writes;
	}

	/**
	 * What was written, and where.
	 *
	 * @param path below the place that the stream is of
	 * @param data the new value; {@code null} if it was removed
	 */
	public record Write(String path, @Nullable JsonNode data) {

	}

}

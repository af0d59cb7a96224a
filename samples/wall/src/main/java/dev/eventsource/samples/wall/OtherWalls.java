package dev.eventsource.samples.wall;

import dev.eventsource.EventSource;
import dev.eventsource.EventSourceErrorEvent;
import dev.eventsource.SseListener;
import jakarta.validation.Valid;

import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Reads the walls that are configured as sources, and puts what stands there on this one.
 * An entry that comes again, after a crash for instance, is known by its id.
 */
@Component
class OtherWalls {

	private final Feed feed;

	private final Presence presence;

	OtherWalls(Feed feed, Presence presence) {
		this.feed = feed;
		this.presence = presence;
	}

	@SseListener({ "post", "like" })
	void onEntry(@Valid Entry entry) {
		this.feed.add(entry);
	}

	@SseListener("presence")
	void onPresence(Readers readers, EventSource wall) {
		this.presence.elsewhere(wall.name(), readers.readers());
	}

	@EventListener
	void onLost(EventSourceErrorEvent event) {
		this.presence.elsewhere(event.source(), 0); // as far as one can know
	}

}

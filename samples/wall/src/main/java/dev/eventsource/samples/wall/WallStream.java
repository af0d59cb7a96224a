package dev.eventsource.samples.wall;

import java.time.Duration;

import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;

import org.springframework.http.HttpStatus;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.web.bind.annotation.CrossOrigin;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/**
 * The wall as a stream: {@code post} and {@code like} with their number as id,
 * {@code presence} without one.
 */
@RestController
@CrossOrigin
class WallStream {

	private static final Duration STILL_HERE = Duration.ofSeconds(15);

	private final Feed feed;

	private final Presence presence;

	WallStream(Feed feed, Presence presence) {
		this.feed = feed;
		this.presence = presence;
	}

	/**
	 * Streams what stands on the wall.
	 * @param header where a client goes on that was here before
	 * @param parameter the same, from a page that was loaded anew and can set no header
	 * @param counts whether the client is a person, to be counted
	 * @return without an end
	 */
	@GetMapping("/wall")
	Flux<ServerSentEvent<Object>> wall(@RequestHeader(name = "Last-Event-ID", required = false) @Nullable String header,
			@RequestParam(name = "lastEventId", required = false) @Nullable String parameter,
			@RequestParam(name = "counts", defaultValue = "true") boolean counts) {
		Flux<ServerSentEvent<Object>> stream = Flux.merge(first(), entries(number(header, parameter)), readers(),
				comments());
		return counts ? stream.doOnSubscribe((subscription) -> this.presence.enter())
			.doFinally((signal) -> this.presence.leave()) : stream;
	}

	private static long number(@Nullable String header, @Nullable String parameter) {
		String id = (header != null && !header.isEmpty()) ? header : parameter;
		try {
			return (id == null || id.isEmpty()) ? 0 : Long.parseLong(id);
		}
		catch (NumberFormatException ex) {
			throw new ResponseStatusException(HttpStatus.BAD_REQUEST, "The last event ID is no number of this wall");
		}
	}

	private static Flux<ServerSentEvent<Object>> first() {
		return Flux.just(ServerSentEvent.builder().retry(Duration.ofSeconds(1)).comment("welcome").build());
	}

	private Flux<ServerSentEvent<Object>> entries(long after) {
		return this.feed.after(after)
			.map((next) -> ServerSentEvent.builder((Object) next.entry())
				.id(Long.toString(next.number()))
				.event(next.entry().type())
				.build());
	}

	private Flux<ServerSentEvent<Object>> readers() {
		return this.presence.changes()
			.map((readers) -> ServerSentEvent.builder((Object) readers).event("presence").build());
	}

	private static Flux<ServerSentEvent<Object>> comments() {
		return Flux.interval(STILL_HERE)
			.onBackpressureDrop()
			.map((tick) -> ServerSentEvent.builder().comment("still here").build());
	}

}

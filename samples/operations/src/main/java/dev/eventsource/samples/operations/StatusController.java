package dev.eventsource.samples.operations;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArraySet;

import dev.eventsource.EventSourceRegistry;

import org.springframework.http.MediaType;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/**
 * Sends the state of all sources to every open page, each second.
 */
@RestController
class StatusController {

	private static final long WITHOUT_END = 0L;

	private final Set<SseEmitter> pages = new CopyOnWriteArraySet<>();

	private final EventSourceRegistry sources;

	private final StatusBoard board;

	StatusController(EventSourceRegistry sources, StatusBoard board) {
		this.sources = sources;
		this.board = board;
	}

	@GetMapping(path = "/status", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
	SseEmitter status() {
		SseEmitter page = new SseEmitter(WITHOUT_END);
		page.onCompletion(() -> this.pages.remove(page));
		page.onError((failure) -> this.pages.remove(page));
		this.pages.add(page);
		return page;
	}

	@Scheduled(fixedRate = 1000)
	void tell() {
		List<SourceStatus> all = this.sources.names().stream().map(this.board::look).toList();
		for (SseEmitter page : this.pages) {
			try {
				page.send(all, MediaType.APPLICATION_JSON);
			}
			catch (IOException | IllegalStateException ex) {
				this.pages.remove(page);
			}
		}
	}

}

package dev.eventsource.samples.llmchat;

import dev.eventsource.ConnectionFailedException;
import reactor.core.publisher.Flux;

import org.springframework.http.MediaType;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * Passes answers on to the browser. When the browser leaves, the answer is cancelled, and
 * with it the request to the model.
 */
@RestController
class ChatController {

	private final Chat chat;

	ChatController(Chat chat) {
		this.chat = chat;
	}

	@GetMapping(path = "/answer", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
	Flux<ServerSentEvent<Token>> answer(@RequestParam String question) {
		return this.chat.ask(question)
			.map((text) -> event("message", text))
			// without it the browser would ask again
			.concatWithValues(event("done", ""))
			.onErrorResume(ConnectionFailedException.class, (failure) -> Flux.just(event("failed", failure.reason())));
	}

	// as JSON: the line ends of a model must not become those of the stream
	private static ServerSentEvent<Token> event(String type, String text) {
		return ServerSentEvent.builder(new Token(text)).event(type).build();
	}

	record Token(String text) {
	}

}

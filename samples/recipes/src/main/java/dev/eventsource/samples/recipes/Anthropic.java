package dev.eventsource.samples.recipes;

import java.util.List;
import java.util.Map;

import dev.eventsource.client.EventSourceClient;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;

import org.springframework.stereotype.Component;

/**
 * Asks a model of Anthropic.
 */
@Component
public class Anthropic {

	private final EventSourceClient messages;

	Anthropic(EventSourceClient anthropicEventSourceClient) {
		this.messages = anthropicEventSourceClient;
	}

	/**
	 * Asks.
	 * @param question the question
	 * @return the answer as it is written; an error if the service says so in its midst
	 */
	public Flux<String> ask(String question) {
		Map<String, Object> body = Map.of("model", "claude-sonnet-4-5", "stream", true, "max_tokens", 1024, "messages",
				List.of(Map.of("role", "user", "content", question)));
		return this.messages.exchange(body, Part.class).<String>handle((part, texts) -> {
			if (part.error() != null) {
				texts.error(new IllegalStateException("The model gave up: " + part.error().type()));
			}
			else if (part.delta() != null && part.delta().text() != null) {
				texts.next(part.delta().text());
			}
		});
	}

	/**
	 * A part of the answer. Types that are not known, such as {@code ping}, have none of
	 * what is looked for here.
	 *
	 * @param type the same as the event's
	 * @param delta what is new
	 * @param error why there is no more
	 */
	public record Part(String type, @Nullable Delta delta, @Nullable Failure error) {

	}

	/**
	 * What is new.
	 *
	 * @param text text; {@code null} in the pieces of a tool's input
	 */
	public record Delta(@Nullable String text) {

	}

	/**
	 * Why there is no more.
	 *
	 * @param type such as {@code overloaded_error}
	 */
	public record Failure(String type) {

	}

}

package dev.eventsource.samples.recipes;

import java.util.List;
import java.util.Map;

import dev.eventsource.client.EventSourceClient;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;

import org.springframework.stereotype.Component;

/**
 * Asks a model whose API is that of OpenAI.
 */
@Component
public class OpenAi {

	private final EventSourceClient chat;

	OpenAi(EventSourceClient openaiEventSourceClient) {
		this.chat = openaiEventSourceClient;
	}

	/**
	 * Asks.
	 * @param question the question
	 * @return the answer as it is written
	 */
	public Flux<String> ask(String question) {
		Map<String, Object> body = Map.of("model", "gpt-4o-mini", "stream", true, "messages",
				List.of(Map.of("role", "user", "content", question)));
		return this.chat.exchange(body, Chunk.class).mapNotNull(Chunk::text);
	}

	/**
	 * A piece of the answer.
	 *
	 * @param choices empty in pieces that only count tokens
	 */
	public record Chunk(List<Choice> choices) {

		@Nullable String text() {
			return this.choices.isEmpty() ? null : this.choices.get(0).delta().content();
		}

	}

	/**
	 * One of the answers.
	 *
	 * @param delta what is new in it
	 */
	public record Choice(Delta delta) {

	}

	/**
	 * What is new.
	 *
	 * @param content text; {@code null} where a tool is called
	 */
	public record Delta(@Nullable String content) {

	}

}

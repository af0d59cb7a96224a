package dev.eventsource.samples.llmchat;

import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Stream;

import dev.eventsource.client.EventSourceClient;
import reactor.core.publisher.Flux;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * Asks the model of the source {@code chat}.
 */
@Component
class Chat {

	private final EventSourceClient chat;

	private final String model;

	Chat(EventSourceClient chatEventSourceClient, @Value("${llm-chat.model}") String model) {
		this.chat = chatEventSourceClient;
		this.model = model;
	}

	Flux<String> ask(String question) {
		return this.chat.exchange(Question.of(this.model, question), Chunk.class)
			.mapNotNull(Chunk::text)
			.filter((token) -> !token.isEmpty());
	}

	void ask(String question, Consumer<String> tokens) {
		try (Stream<Chunk> answer = this.chat.stream(Question.of(this.model, question), Chunk.class)) {
			answer.map(Chunk::text).filter(Objects::nonNull).forEach(tokens);
		}
	}

}

package dev.eventsource.samples.llmchat;

import java.util.List;

/**
 * What the model is asked, as its API wants it.
 */
record Question(String model, boolean stream, List<Message> messages) {

	static Question of(String model, String text) {
		return new Question(model, true, List.of(new Message("user", text)));
	}

	record Message(String role, String content) {
	}

}

package dev.eventsource.samples.llmchat;

import java.util.List;

import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.stereotype.Component;

/**
 * Prints the answers to the questions of the command line, as they come.
 */
@Component
class ConsoleAsker implements ApplicationRunner {

	private final Chat chat;

	ConsoleAsker(Chat chat) {
		this.chat = chat;
	}

	@Override
	public void run(ApplicationArguments arguments) {
		List<String> questions = arguments.getOptionValues("ask");
		if (questions != null) {
			questions.forEach(this::ask);
		}
	}

	private void ask(String question) {
		this.chat.ask(question, (token) -> {
			System.out.print(token);
			System.out.flush();
		});
		System.out.println();
	}

}

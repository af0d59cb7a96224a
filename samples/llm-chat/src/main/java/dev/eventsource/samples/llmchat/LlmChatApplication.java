package dev.eventsource.samples.llmchat;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.web.server.context.WebServerInitializedEvent;
import org.springframework.context.event.EventListener;

/**
 * The application: {@link Chat} asks, {@link ChatController} and {@link ConsoleAsker}
 * show the answer.
 */
@SpringBootApplication
public class LlmChatApplication {

	private static final Logger logger = LoggerFactory.getLogger(LlmChatApplication.class);

	/**
	 * Starts it.
	 * @param args arguments, such as {@code --ask="Why is the sky blue?"}
	 */
	public static void main(String[] args) {
		SpringApplication.run(LlmChatApplication.class, args);
	}

	@EventListener
	void sayWhereToLook(WebServerInitializedEvent event) {
		logger.info("Ask at http://localhost:{}/, stop with Ctrl-C", event.getWebServer().getPort());
	}

}

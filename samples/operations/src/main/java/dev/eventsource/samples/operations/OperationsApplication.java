package dev.eventsource.samples.operations;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.web.server.context.WebServerInitializedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.scheduling.annotation.EnableScheduling;

/**
 * The application: {@link Prices} listens, {@link StatusBoard} watches.
 */
@SpringBootApplication
@EnableScheduling
public class OperationsApplication {

	private static final Logger logger = LoggerFactory.getLogger(OperationsApplication.class);

	/**
	 * Starts it.
	 * @param args arguments, such as {@code --server.port=9090}
	 */
	public static void main(String[] args) {
		SpringApplication.run(OperationsApplication.class, args);
	}

	@EventListener
	void sayWhereToLook(WebServerInitializedEvent event) {
		logger.info("Look at http://localhost:{}/, stop with Ctrl-C", event.getWebServer().getPort());
	}

}

package dev.eventsource.samples.quickstart;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.web.server.context.WebServerInitializedEvent;
import org.springframework.context.event.EventListener;

/**
 * The application: {@link RecentChanges} and {@code application.yml} are all it takes to
 * consume a stream.
 */
@SpringBootApplication
public class QuickstartApplication {

	private static final Logger logger = LoggerFactory.getLogger(QuickstartApplication.class);

	/**
	 * Starts it.
	 * @param args arguments, such as {@code --spring.profiles.active=live}
	 */
	public static void main(String[] args) {
		SpringApplication.run(QuickstartApplication.class, args);
	}

	@EventListener
	void sayWhereToLook(WebServerInitializedEvent event) {
		logger.info("Look at http://localhost:{}/actuator/eventsources, stop with Ctrl-C",
				event.getWebServer().getPort());
	}

}

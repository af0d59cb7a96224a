package dev.eventsource.samples.wall;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.boot.web.server.context.WebServerInitializedEvent;
import org.springframework.context.event.EventListener;

/**
 * The application. Whose posts it shows besides its own is said by
 * {@code eventsource.sources}.
 */
@SpringBootApplication
@ConfigurationPropertiesScan
public class WallApplication {

	private static final Logger logger = LoggerFactory.getLogger(WallApplication.class);

	/**
	 * Starts it.
	 * @param args arguments, such as {@code --wall.name=alice}
	 */
	public static void main(String[] args) {
		SpringApplication.run(WallApplication.class, args);
	}

	@EventListener
	void sayWhereToLook(WebServerInitializedEvent event) {
		logger.info("The wall is on port {}, stop with Ctrl-C", event.getWebServer().getPort());
	}

}

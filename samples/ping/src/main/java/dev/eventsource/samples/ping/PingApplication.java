package dev.eventsource.samples.ping;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/**
 * The application: {@link PingServer} and its client, {@link PingListener}.
 */
@SpringBootApplication
public class PingApplication {

	/**
	 * Starts it.
	 * @param args arguments, such as {@code --eventsource.sources.demo.url=...}
	 */
	public static void main(String[] args) {
		SpringApplication.run(PingApplication.class, args);
	}

}

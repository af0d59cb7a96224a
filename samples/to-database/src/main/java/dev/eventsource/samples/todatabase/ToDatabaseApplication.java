package dev.eventsource.samples.todatabase;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/**
 * The application: {@link OrderListener} and {@code application.yml} are what matters.
 */
@SpringBootApplication
public class ToDatabaseApplication {

	/**
	 * Starts it.
	 * @param args arguments, such as {@code --spring.profiles.active=postgresql}
	 */
	public static void main(String[] args) {
		SpringApplication.run(ToDatabaseApplication.class, args);
	}

}

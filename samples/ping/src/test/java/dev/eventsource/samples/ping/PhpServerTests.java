package dev.eventsource.samples.ping;

import java.time.Duration;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/**
 * The client of the sample, and a server in PHP.
 */
class PhpServerTests {

	@BeforeAll
	static void phpIsThere() throws InterruptedException {
		boolean installed = PhpServer.isInstalled();
		if (System.getenv("CI") != null) {
			assertThat(installed).as("php, which .ci/run installs").isTrue();
		}
		assumeTrue(installed, "No php on this machine: nothing is known of the client with PHP's server");
	}

	@Test
	void isHeardLikeTheOther() {
		try (PhpServer server = new PhpServer();
				ConfigurableApplicationContext application = applicationFor(server.url())) {
			Heard heard = application.getBean(Heard.class);

			await().atMost(Duration.ofSeconds(60)).until(() -> heard.pings.size() > 1 && !heard.messages.isEmpty());

			assertThat(heard.pings.get(0).time()).isBefore(heard.pings.get(1).time());
			assertThat(heard.messages.get(0)).endsWith("all is well");
		}
	}

	private static ConfigurableApplicationContext applicationFor(String url) {
		SpringApplication application = new SpringApplication(PingApplication.class, Heard.class);
		return application.run("--server.port=0", "--eventsource.sources.demo.url=" + url,
				"--eventsource.sources.demo.reconnect.delay=200ms");
	}

}

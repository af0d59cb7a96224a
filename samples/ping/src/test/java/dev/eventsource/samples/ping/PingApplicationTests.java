package dev.eventsource.samples.ping;

import java.time.Duration;

import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.util.TestSocketUtils;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * The sample as it is.
 */
@SpringBootTest(webEnvironment = WebEnvironment.DEFINED_PORT)
@Import(Heard.class)
class PingApplicationTests {

	@Autowired
	private Heard heard;

	@DynamicPropertySource
	static void freePort(DynamicPropertyRegistry registry) {
		int port = TestSocketUtils.findAvailableTcpPort();
		registry.add("server.port", () -> port);
	}

	@Test
	void hearsPingsAndMessages() {
		await().atMost(Duration.ofSeconds(60))
			.until(() -> this.heard.pings.size() > 1 && !this.heard.messages.isEmpty());

		assertThat(this.heard.pings.get(1).time()).isAfter(this.heard.pings.get(0).time());
		assertThat(this.heard.messages.get(0)).endsWith("all is well");
	}

}

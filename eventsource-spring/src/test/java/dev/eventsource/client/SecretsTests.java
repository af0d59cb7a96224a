package dev.eventsource.client;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import dev.eventsource.EventSource;
import dev.eventsource.EventSourceSpec;
import dev.eventsource.test.SseResponse;
import dev.eventsource.test.SseTestServer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.slf4j.LoggerFactory;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Mono;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A secret in every place that has one, and everything that goes wrong: none of them is
 * shown, not even where our own logs say all they can.
 */
@ExtendWith(OutputCaptureExtension.class)
class SecretsTests {

	private static final Logger OURS = (Logger) LoggerFactory.getLogger("dev.eventsource");

	private final SseTestServer server = SseTestServer.start();

	private final List<Object> events = new ArrayList<>();

	private LiveEventSourceRegistry registry = LiveEventSourceRegistry.builder(WebClient.builder()).build();

	@BeforeEach
	void sayAll() {
		OURS.setLevel(Level.DEBUG);
	}

	@AfterEach
	void close() {
		OURS.setLevel(null);
		this.registry.close();
		this.server.close();
	}

	@Test
	void areInNoLogEventOrState(CapturedOutput output) {
		this.server.enqueue(
				SseResponse.stream("data: canary-payload\n\n").header("Set-Cookie", "id=canary-cookie").end(),
				SseResponse.dropBeforeResponse(), SseResponse.status(503).body("canary-body", "text/plain"),
				SseResponse.redirect(302, "/next?token=canary-location"), SseResponse.status(401),
				SseResponse.redirect(302, "http://me:canary-userinfo@localhost/"));
		EventSource source = start();

		Awaitility.await().until(() -> source.state().reason().equals("redirect-invalid"));

		assertThat(this.server.requests().get(5).header("Cookie")).hasValue("id=canary-cookie");
		assertThat(output.getAll()).contains("prices").doesNotContain("canary");
		assertThat(source + "" + source.state() + this.events + this.server).doesNotContain("canary");
	}

	@Test
	void areInNoMessageOfACustomizersFailure(CapturedOutput output) {
		this.registry = LiveEventSourceRegistry.builder(WebClient.builder()).requestCustomizers(List.of((request) -> {
			throw new IllegalStateException("canary-vault " + request);
		})).build();
		EventSource source = add();
		source.start();

		Awaitility.await().until(() -> source.state().reason().equals("credentials"));

		assertThat(output.getAll()).contains("credentials").doesNotContain("canary");
		assertThat(String.valueOf(source.state())).doesNotContain("canary");
	}

	private EventSource start() {
		this.registry = LiveEventSourceRegistry.builder(WebClient.builder()).requestCustomizers(List.of((request) -> {
			request.bearer("canary-token");
			request.query("signature", Mono.just("canary-signature"));
		})).applicationEvents(this.events::add).build();
		EventSource source = add();
		source.start();
		return source;
	}

	private EventSource add() {
		EventSource source = this.registry.add("prices",
				EventSourceSpec.builder(this.server.url("/stream").toString())
					.query("key", "canary-query")
					.header("X-Key", "canary-header")
					.withCredentials(true)
					.reconnectDelay(Duration.ofMillis(20))
					.reconnectMinDelay(Duration.ofMillis(10))
					.build());
		source.onMessage((message) -> {
		});
		return source;
	}

}

package dev.eventsource.client;

import java.time.Duration;
import java.util.function.UnaryOperator;

import dev.eventsource.EventSource;
import dev.eventsource.EventSourceSpec;
import dev.eventsource.EventSourceSpecBuilder;
import dev.eventsource.test.RecordedRequest;
import dev.eventsource.test.SseResponse;
import dev.eventsource.test.SseStream;
import dev.eventsource.test.SseTestServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.web.reactive.function.client.WebClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Cookies on the wire: only with {@code with-credentials}, and never to anybody else.
 */
class CookieSourceTests {

	private final SseTestServer server = SseTestServer.start();

	private final SseTestServer other = SseTestServer.start();

	private EventSource source = source((spec) -> spec);

	@AfterEach
	void close() {
		this.source.close();
		this.server.close();
		this.other.close();
	}

	@Test
	void sendsBackWhatTheServerSetWithTheStream() {
		this.server.enqueue(setting("session=secret; Path=/").end(), SseResponse.stream().stayOpen());

		start((spec) -> spec.withCredentials(true));

		assertThat(this.server.takeRequest().header("Cookie")).isEmpty();
		assertThat(this.server.takeRequest().header("Cookie")).hasValue("session=secret");
	}

	@Test
	void sendsBackWhatARedirectSet() {
		this.server.enqueue(
				SseResponse.redirect(302, "/stream").header("Set-Cookie", "a=1").header("Set-Cookie", "b=2"),
				SseResponse.stream().stayOpen());

		start((spec) -> spec.withCredentials(true));

		this.server.takeRequest();
		assertThat(this.server.takeRequest().header("Cookie")).hasValue("a=1; b=2");
	}

	@Test
	void keepsNoneUnlessAsked() {
		this.server.enqueue(setting("session=secret; Path=/").end(), SseResponse.stream().stayOpen());

		start((spec) -> spec);

		this.server.takeRequest();
		assertThat(this.server.takeRequest().header("Cookie")).isEmpty();
	}

	@Test
	void addsThemToACookieOfTheSettings() {
		this.server.enqueue(setting("a=1; Path=/").end(), SseResponse.stream().stayOpen());

		start((spec) -> spec.withCredentials(true).header("Cookie", "fixed=0"));

		assertThat(this.server.takeRequest().header("Cookie")).hasValue("fixed=0");
		assertThat(this.server.takeRequest().header("Cookie")).hasValue("fixed=0; a=1");
	}

	@Test
	void takesThemNowhereElse() {
		this.server.enqueue(setting("a=1; Path=/; Domain=127.0.0.1").end(),
				SseResponse.redirect(302, this.other.url().toString()));
		this.other.enqueue(setting("b=2; Path=/").end());
		this.server.enqueue(SseResponse.stream().stayOpen());

		start((spec) -> spec.withCredentials(true));

		assertThat(this.other.takeRequest().header("Cookie")).isEmpty();
		RecordedRequest back = this.server.awaitRequests(3).get(2);
		assertThat(back.header("Cookie")).hasValue("a=1");
	}

	@Test
	void keepsThoseOfAnAllowedOriginForIt() {
		this.server.always(SseResponse.redirect(302, this.other.url().toString()).header("Set-Cookie", "a=1; Path=/"));
		this.other.enqueue(setting("b=2; Path=/").end(), SseResponse.stream().stayOpen());

		start((spec) -> spec.withCredentials(true).redirectsAllowedOrigins(this.other.url().toString()));

		assertThat(this.other.takeRequest().header("Cookie")).isEmpty();
		assertThat(this.other.takeRequest().header("Cookie")).hasValue("b=2");
	}

	private void start(UnaryOperator<EventSourceSpecBuilder> settings) {
		this.source = source(settings);
		this.source.onMessage((message) -> {
		});
		this.source.start();
	}

	private EventSource source(UnaryOperator<EventSourceSpecBuilder> settings) {
		EventSourceSpecBuilder spec = EventSourceSpec.builder(this.server.url("/stream").toString())
			.reconnectDelay(Duration.ofMillis(20))
			.reconnectMinDelay(Duration.ofMillis(10));
		return EventSources.builder(WebClient.builder()).spec(settings.apply(spec).build()).build();
	}

	private static SseStream setting(String cookie) {
		return SseResponse.stream("data: a\n\n").header("Set-Cookie", cookie);
	}

}

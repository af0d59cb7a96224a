package dev.eventsource.samples.docs;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;

import dev.eventsource.EventSource;
import dev.eventsource.client.EventSources;
import dev.eventsource.test.SseResponse;
import dev.eventsource.test.SseServerExtension;
import dev.eventsource.test.SseTestServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

@Timeout(30)
@ExtendWith({ SseServerExtension.class, OutputCaptureExtension.class })
class WithoutSpringBootTests {

	@Test
	void openConnectsAndTellsItsListeners(SseTestServer server, CapturedOutput output) {
		server.always(SseResponse.stream().event("tick", "7", "ACME 42").stayOpen());

		try (EventSource source = WithoutSpringBoot.open(server.url().toString())) {
			await().untilAsserted(() -> assertThat(output).contains("open", source.lastEventId() + " ACME 42"));
		}
	}

	@Test
	void builderSendsWhatTheSettingsSay(SseTestServer server, CapturedOutput output) {
		server.always(SseResponse.stream().event("tick", "7", "ACME 42").stayOpen());

		try (EventSource source = WithoutSpringBoot.build(server.url().toString())) {
			await().untilAsserted(() -> assertThat(output).contains("ACME 42"));

			assertThat(source.name()).isEqualTo("prices");
			assertThat(server.takeRequest().header("Authorization")).hasValue("Bearer secret");
		}
	}

	@Test
	void loopTakesTenEventsAndReleasesTheConnection(SseTestServer server, CapturedOutput output) {
		String events = IntStream.rangeClosed(1, 11).mapToObj("data: number %d.\n\n"::formatted).collect(joining());
		server.always(SseResponse.stream(events).stayOpen());

		WithoutSpringBoot.loop(server.url().toString());

		assertThat(output).contains("number 10.").doesNotContain("number 11.");
		server.awaitClosed();
	}

	@Test
	void publisherPerEventIsSubscribed(SseTestServer server) {
		server.always(SseResponse.stream().data("ACME 42").stayOpen());
		Queue<String> booked = new ConcurrentLinkedQueue<>();

		try (EventSource source = EventSources.open(server.url().toString())) {
			Disposable subscription = WithoutSpringBoot.subscribe(source,
					(data) -> Mono.fromRunnable(() -> booked.add(data)));

			await().untilAsserted(() -> assertThat(booked).containsExactly("ACME 42"));
			subscription.dispose();
		}
	}

}

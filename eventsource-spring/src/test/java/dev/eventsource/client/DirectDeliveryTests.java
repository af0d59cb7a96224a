package dev.eventsource.client;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import dev.eventsource.EventSourceSpec;
import dev.eventsource.test.SseResponse;
import dev.eventsource.test.SseTestServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.web.reactive.function.client.WebClient;

import static org.assertj.core.api.Assertions.assertThat;

class DirectDeliveryTests {

	private static final int EVENTS = 5_000;

	private final SseTestServer server = SseTestServer.start();

	@AfterEach
	void close() {
		this.server.close();
	}

	@Test
	void commitsToMemoryLeaveTheHandlerOnTheEventLoop() throws InterruptedException {
		this.server.on("/stream").always(SseResponse.stream().raw(events()).stayOpen());
		Set<Thread> threads = ConcurrentHashMap.newKeySet();
		CountDownLatch last = new CountDownLatch(EVENTS);

		try (ManagedEventSource source = EventSources.builder(WebClient.builder())
			.spec(EventSourceSpec.builder(this.server.url("/stream").toString()).deliveryExecutor("direct").build())
			.build()) {
			source.onMessage((event) -> {
				threads.add(Thread.currentThread());
				last.countDown();
			});
			source.start();

			assertThat(last.await(30, TimeUnit.SECONDS)).isTrue();
		}
		assertThat(threads).hasSize(1);
	}

	private static String events() {
		return IntStream.range(0, EVENTS).mapToObj("id: %1$d\ndata: %1$d\n\n"::formatted).collect(Collectors.joining());
	}

}

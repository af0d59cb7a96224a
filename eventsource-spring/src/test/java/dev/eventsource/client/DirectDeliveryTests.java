package dev.eventsource.client;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import dev.eventsource.EventSourceSpec;
import dev.eventsource.test.SseResponse;
import dev.eventsource.test.SseTestServer;
import dev.eventsource.testing.ManualExecutor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.web.reactive.function.client.WebClient;

import static org.assertj.core.api.Assertions.assertThat;

class DirectDeliveryTests {

	private static final int EVENTS = 500;

	private final SseTestServer server = SseTestServer.start();

	@AfterEach
	void close() {
		this.server.close();
	}

	@Test
	void commitsToMemoryNeedNoOtherThread() throws InterruptedException {
		this.server.on("/stream").always(SseResponse.stream().raw(events()).stayOpen());
		CountDownLatch last = new CountDownLatch(EVENTS);
		List<String> committed = new CopyOnWriteArrayList<>();

		try (ManagedEventSource source = source()) {
			source.onMessage((event) -> {
				committed.add(source.facts().position().committedId());
				last.countDown();
			});
			source.start();

			assertThat(last.await(30, TimeUnit.SECONDS)).isTrue();
		}
		assertThat(committed.get(EVENTS - 1)).isNotEmpty();
	}

	/** Of an executor that never comes to its tasks. */
	private ManagedEventSource source() {
		return EventSources.builder(WebClient.builder())
			.spec(EventSourceSpec.builder(this.server.url("/stream").toString()).deliveryExecutor("direct").build())
			.executor(new ManualExecutor())
			.build();
	}

	private static String events() {
		return IntStream.range(0, EVENTS).mapToObj("id: %1$d\ndata: %1$d\n\n"::formatted).collect(Collectors.joining());
	}

}

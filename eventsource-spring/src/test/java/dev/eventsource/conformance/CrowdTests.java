package dev.eventsource.conformance;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import dev.eventsource.EventSourceSpec;
import dev.eventsource.EventSourceState.Kind;
import dev.eventsource.client.LiveEventSourceRegistry;
import dev.eventsource.client.ManagedEventSource;
import dev.eventsource.observation.SourceObservation;
import dev.eventsource.test.RecordedRequest;
import dev.eventsource.test.SseResponse;
import dev.eventsource.test.SseTestServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.web.reactive.function.client.WebClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Rows of the failure table in {@code docs/conformance.md}: many sources at once, at the
 * door of a server that is slow.
 */
class CrowdTests {

	private static final int SOURCES = 300;

	private static final int PLACES = 8;

	private final SseTestServer server = SseTestServer.start();

	private final AtomicInteger underWay = new AtomicInteger();

	private final AtomicInteger most = new AtomicInteger();

	private final LiveEventSourceRegistry sources = LiveEventSourceRegistry.builder(WebClient.builder())
		.maxConcurrentConnects(PLACES)
		.observations((source) -> new SourceObservation() {

			@Override
			public void attempted(String outcome) {
				CrowdTests.this.underWay.decrementAndGet();
			}

		})
		.build();

	@AfterEach
	void close() {
		this.sources.close();
		this.server.awaitClosed();
		this.server.close();
	}

	private SseResponse arrive(RecordedRequest request) {
		this.most.accumulateAndGet(this.underWay.incrementAndGet(), Math::max);
		return SseResponse.stream().delayHead(Duration.ofMillis(5));
	}

	private SseResponse arriveAt(RecordedRequest request, SseResponse first) {
		boolean again = this.server.requests()
			.stream()
			.filter((other) -> other.path().equals(request.path()))
			.count() > 1;
		SseResponse answer = arrive(request);
		return again ? answer : first;
	}

	private ManagedEventSource add(int number) {
		String name = String.format("source-%03d", number);
		ManagedEventSource source = this.sources.add(name,
				EventSourceSpec.builder(this.server.url("/" + name).toString())
					.reconnectDelay(Duration.ofMillis(20))
					.reconnectMinDelay(Duration.ofMillis(10))
					.responseTimeout(Duration.ofSeconds((number == 7) ? 1 : 30))
					.build());
		source.onMessage((event) -> {
		});
		return source;
	}

	@Test
	void f43ACrowdConnectsInItsOrderAndOneThatFailsFreesItsPlace() {
		this.server.always(this::arrive);
		for (int failing = 0; failing < SOURCES; failing += 10) {
			this.server.on(String.format("/source-%03d", failing))
				.always((request) -> arriveAt(request, SseResponse.status(503)));
		}
		this.server.on("/source-007").always((request) -> arriveAt(request, SseResponse.hang()));
		List<ManagedEventSource> crowd = IntStream.range(0, SOURCES).mapToObj(this::add).toList();

		this.sources.start();

		Conversation.await(() -> crowd.stream().allMatch((source) -> source.state().kind() == Kind.OPEN));
		assertThat(this.most.get()).isEqualTo(PLACES);
		assertThat(this.server.requests()).hasSize(SOURCES + SOURCES / 10 + 1);
		assertThat(firstArrivals()).isEqualTo(SOURCES);
	}

	/**
	 * Counts those that came when it was their turn: attempts that are under way together
	 * may overtake each other.
	 */
	private int firstArrivals() {
		List<String> paths = new ArrayList<>(
				this.server.requests().stream().map(RecordedRequest::path).distinct().toList());
		return (int) IntStream.range(0, SOURCES)
			.filter((
					turn) -> Math.abs(Integer.parseInt(paths.get(turn).substring("/source-".length())) - turn) < PLACES)
			.count();
	}

}

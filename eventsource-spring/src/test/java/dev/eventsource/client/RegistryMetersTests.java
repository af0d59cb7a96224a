package dev.eventsource.client;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;

import dev.eventsource.EventSource;
import dev.eventsource.EventSourceSpec;
import dev.eventsource.EventSourceState;
import dev.eventsource.InvalidSpecException;
import dev.eventsource.observation.MeterSourceObservation;
import dev.eventsource.observation.SourceReadings;
import dev.eventsource.test.SseResponse;
import dev.eventsource.test.SseTestServer;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import org.springframework.web.reactive.function.client.WebClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * The meters that are there while sources come and go.
 */
@Timeout(60)
class RegistryMetersTests {

	private static final int CYCLES = Integer.getInteger("meters.cycles", 10);

	private static final int RECONNECTS = Integer.getInteger("meters.reconnects", 20);

	private final SseTestServer server = SseTestServer.start();

	private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

	private final LiveEventSourceRegistry sources = LiveEventSourceRegistry.builder(WebClient.builder())
		.observations(MeterSourceObservation.factory(this.meters, RegistryMetersTests::readings)::apply)
		.build();

	private static SourceReadings readings(EventSource source) {
		return ((ManagedEventSource) source).facts().readings();
	}

	@AfterEach
	void close() {
		this.sources.close();
		this.server.close();
	}

	private EventSource register(String name) {
		EventSource source = this.sources.register(name,
				EventSourceSpec.builder(this.server.url("/stream").toString()).build());
		source.onMessage((message) -> {
		});
		return source;
	}

	private Set<Meter.Id> ids() {
		return this.meters.getMeters().stream().map(Meter::getId).collect(Collectors.toSet());
	}

	private static void await(Callable<Boolean> fact) {
		Awaitility.await().atMost(Duration.ofSeconds(20)).pollInterval(Duration.ofMillis(2)).until(fact);
	}

	private double count(String meter) {
		return this.meters.find(meter).functionCounters().stream().mapToDouble((counter) -> counter.count()).sum();
	}

	@Test
	void aSourceThatCouldNotBeMadeLeavesNoMeter() {
		EventSourceSpec wrong = EventSourceSpec.builder("http://localhost/").checkpointStore("nobody-knows-it").build();

		assertThatExceptionOfType(RuntimeException.class).isThrownBy(() -> this.sources.register("prices", wrong));

		assertThat(ids()).isEmpty();
	}

	@Test
	void aNameThatIsTakenLeavesTheMetersOfItsSourceAlone() {
		this.server.on("/stream").always(SseResponse.stream().data("a").stayOpen());
		register("prices");
		await(() -> count("eventsource.events") == 1);
		await(() -> this.meters.find("eventsource.listener").timer() != null);
		Set<Meter.Id> before = ids();

		assertThatExceptionOfType(InvalidSpecException.class).isThrownBy(() -> register("prices"));

		assertThat(ids()).isEqualTo(before);
		assertThat(count("eventsource.events")).isEqualTo(1);
	}

	@Test
	void aSourceThatHasGoneLeavesNoMeterAndTheNextOfItsNameCountsAnew() {
		this.server.on("/stream").always(SseResponse.stream().data("a").stayOpen());

		for (int i = 0; i < CYCLES; i++) {
			register("prices");
			await(() -> count("eventsource.events") == 1);
			this.sources.remove("prices");
			assertThat(ids()).isEmpty();
		}
		this.server.awaitClosed();
		assertThat(ids()).isEmpty();
	}

	@Test
	void reconnectsMakeNoMeters() {
		this.server.on("/stream").always(SseResponse.stream().data("a").stayOpen());
		EventSource source = register("prices");
		Set<Meter.Id> before = Set.of();

		for (int i = 1; i <= RECONNECTS; i++) {
			int round = i;
			await(() -> count("eventsource.events") == round);
			await(() -> source.state().kind() == EventSourceState.Kind.OPEN);
			source.reconnect();
			before = (i == 2) ? ids() : before;
		}

		assertThat(ids()).isEqualTo(before);
		assertThat(this.meters.get("eventsource.reconnects").tag("reason", "restart").counter().count())
			.isEqualTo(RECONNECTS);
	}

	@Test
	void stopAndStartGoOnCounting() {
		this.server.on("/stream").always(SseResponse.stream().data("a").stayOpen());
		EventSource source = register("prices");
		await(() -> count("eventsource.events") == 1);
		Set<Meter.Id> before = ids();

		source.stop();
		source.start();

		await(() -> count("eventsource.events") == 2);
		assertThat(ids()).containsAll(before).hasSizeLessThanOrEqualTo(before.size() + 1);
		assertThat(this.meters.get("eventsource.connection.state").gauge().value()).isEqualTo(1);
	}

}

package dev.eventsource.listener;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;

import dev.eventsource.Acknowledgment;
import dev.eventsource.BatchListenerFailedException;
import dev.eventsource.EventId;
import dev.eventsource.EventSource;
import dev.eventsource.EventType;
import dev.eventsource.MessageEvent;
import dev.eventsource.PayloadConversionException;
import dev.eventsource.SseListener;
import dev.eventsource.delivery.BatchHandler;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import org.springframework.http.codec.ServerSentEvent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Listener methods that take several events at a time.
 */
class BatchListenerTests {

	private static final List<Object> received = new ArrayList<>();

	private final AtomicInteger acknowledged = new AtomicInteger();

	BatchListenerTests() {
		received.clear();
	}

	private static MessageEvent event(String data, int id) {
		return MessageEvent.of("prices", "http://localhost", "tick", data.getBytes(StandardCharsets.UTF_8), "id-" + id);
	}

	private @Nullable CompletionStage<?> send(Class<?> listener, String... data) throws Exception {
		try (ListenerContext context = ListenerContext.of(listener)) {
			BatchHandler handler = (BatchHandler) context.targets.only("prices");
			List<Object> elements = new ArrayList<>();
			for (int i = 0; i < data.length; i++) {
				Object element = handler.element(event(data[i], i + 1));
				if (element != null) {
					elements.add(element);
				}
			}
			return handler.handle(elements, this.acknowledged::incrementAndGet);
		}
	}

	@Test
	void passesAListOfPayloads() throws Exception {
		send(Payloads.class, "{\"amount\":1}", "{\"amount\":2}");

		assertThat(received).containsExactly(List.of(new Price(1), new Price(2)));
	}

	@Test
	void passesAListOfEachThingThatAnEventHas() throws Exception {
		send(Everything.class, "1", "2");

		assertThat(received).startsWith(List.of("1", "2"), List.of("id-1", "id-2"), List.of("tick", "tick"), "prices");
		assertThat(this.acknowledged).hasValue(1);
	}

	@Test
	void passesEventsAsTheyCame() throws Exception {
		send(Events.class, "1", "2");

		assertThat(received).containsExactly(List.of(event("1", 1), event("2", 2)));
	}

	@Test
	void passesServerSentEvents() throws Exception {
		send(SpringEvents.class, "{\"amount\":1}");

		assertThat(received).containsExactly(
				List.of(ServerSentEvent.<Price>builder().id("id-1").event("tick").data(new Price(1)).build()));
	}

	@Test
	void leavesOutWhatTheConditionKeepsOutAndWhatIsEmpty() throws Exception {
		send(Large.class, "{\"amount\":1}", "{\"amount\":20}", "null");

		assertThat(received).containsExactly(List.of(new Price(20)));
	}

	@Test
	void anElementThatDoesNotFitFailsAlone() {
		assertThatExceptionOfType(PayloadConversionException.class)
			.isThrownBy(() -> send(Payloads.class, "{\"amount\":1}", "{"));
	}

	@Test
	void takesAListOfListsForArrays() throws Exception {
		send(Arrays.class, "[{\"amount\":1}]", "[]");

		assertThat(received).containsExactly(List.of(List.of(new Price(1)), List.of()));
	}

	@Test
	void waitsForWhatTheMethodReturns() throws Exception {
		assertThat(send(Later.class, "1")).isNotNull();
	}

	@Test
	void throwsWhatTheMethodThrows() {
		assertThatExceptionOfType(BatchListenerFailedException.class).isThrownBy(() -> send(Failing.class, "1"))
			.satisfies((ex) -> assertThat(ex.index()).isEqualTo(3));
	}

	@Test
	void takesTheWordOfTheClass() throws Exception {
		send(OnClass.class, "1");

		assertThat(received).containsExactly(List.of("1"));
	}

	@Test
	void refusesAParameterThatIsNoList() {
		assertThatExceptionOfType(InvalidListenerException.class).isThrownBy(() -> send(NoList.class))
			.withMessageContaining("takes batches, but a java.lang.String")
			.withMessageContaining("List");
	}

	record Price(int amount) {
	}

	static class Payloads {

		@SseListener(event = "tick", batch = true)
		void on(List<Price> prices) {
			received.add(prices);
		}

	}

	static class Everything {

		@SseListener(event = "tick", batch = true)
		void on(List<String> data, @EventId List<String> ids, @EventType List<String> types, EventSource source,
				Acknowledgment acknowledgment) {
			received.addAll(List.of(data, ids, types, source.name()));
			acknowledgment.acknowledge();
		}

	}

	static class Events {

		@SseListener(event = "tick", batch = true)
		void on(List<MessageEvent> events) {
			received.add(events);
		}

	}

	static class SpringEvents {

		@SseListener(event = "tick", batch = true)
		void on(List<ServerSentEvent<Price>> events) {
			received.add(events);
		}

	}

	static class Large {

		@SseListener(event = "tick", batch = true, condition = "payload.amount > 10")
		void on(List<Price> prices) {
			received.add(prices);
		}

	}

	static class Arrays {

		@SseListener(event = "tick", batch = true)
		void on(List<List<Price>> prices) {
			received.add(prices);
		}

	}

	static class Later {

		@SseListener(event = "tick", batch = true)
		CompletableFuture<Void> on(List<String> data) {
			return new CompletableFuture<>();
		}

	}

	static class Failing {

		@SseListener(event = "tick", batch = true)
		void on(List<String> data) {
			throw new BatchListenerFailedException(3, null);
		}

	}

	@SseListener(batch = true)
	static class OnClass {

		@SseListener("tick")
		void on(List<String> data) {
			received.add(data);
		}

	}

	static class NoList {

		@SseListener(event = "tick", batch = true)
		void on(String data) {
			received.add(data);
		}

	}

}

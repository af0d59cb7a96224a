package dev.eventsource.listener;

import java.util.ArrayList;
import java.util.List;

import dev.eventsource.Acknowledgment;
import dev.eventsource.PayloadConversionException;
import dev.eventsource.PayloadConverter;
import dev.eventsource.SseListener;
import dev.eventsource.delivery.EventHandler;
import org.junit.jupiter.api.Test;

import org.springframework.expression.EvaluationException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link ListenerCondition}.
 */
class ListenerConditionTests {

	private static final List<Object> received = new ArrayList<>();

	ListenerConditionTests() {
		received.clear();
	}

	@Test
	void readsTheEventAsPropertyMethodAndVariable() throws Exception {
		try (ListenerContext context = ListenerContext.of(OnEvent.class)) {
			context.targets.send("prices", "tick", "yes");
			context.targets.send("prices", "tock", "yes");
			context.targets.send("prices", "tick", "no");

			assertThat(received).containsExactly("yes");
		}
	}

	@Test
	void anEventThatIsKeptOutIsHandled() throws Exception {
		try (ListenerContext context = ListenerContext.of(Acknowledging.class)) {
			assertThat((Object) context.targets.send("prices", "message", "no")).isSameAs(EventHandler.EMPTY);

			assertThat(received).isEmpty();
			assertThat(context.targets.acknowledged).hasValue(1);
		}
	}

	@Test
	void anEventThatIsKeptOutIsNotConverted() throws Exception {
		try (ListenerContext context = counting().start(OnTypeOfPrice.class)) {
			context.targets.send("prices", "other", "no json");

			assertThat(received).isEmpty();
		}
	}

	@Test
	void thePayloadIsConvertedOnceForConditionAndParameter() throws Exception {
		try (ListenerContext context = counting().start(OnPayload.class)) {
			context.targets.send("prices", "message", "5");
			context.targets.send("prices", "message", "50");

			assertThat(received).containsExactly("converted", "converted", new Price(50));
		}
	}

	@Test
	void withoutPayloadParameterJsonIsReadAsMaps() throws Exception {
		try (ListenerContext context = ListenerContext.of(OnMap.class)) {
			context.targets.send("prices", "message", "{\"amount\":50,\"of\":{\"name\":\"gold\"}}");
			context.targets.send("prices", "message", "{\"amount\":50,\"of\":{\"name\":\"iron\"}}");

			assertThat(received).containsExactly("called");
		}
	}

	@Test
	void staysRightWhenItIsCompiled() throws Exception {
		try (ListenerContext context = ListenerContext.of(OnEvent.class)) {
			for (int i = 0; i < 300; i++) {
				context.targets.send("prices", (i % 2 == 0) ? "tick" : "tock", "yes");
			}

			assertThat(received).hasSize(150);
		}
	}

	@Test
	void aConditionThatThrowsIsAFailureOfTheListener() {
		try (ListenerContext context = ListenerContext.of(OnNothing.class)) {
			assertThatExceptionOfType(EvaluationException.class)
				.isThrownBy(() -> context.targets.send("prices", "message", "x"));
		}
	}

	@Test
	void aConditionOnThePayloadFindsAnEventWithoutOneEmpty() throws Exception {
		try (ListenerContext context = ListenerContext.of(OnPayload.class)) {
			Object result = context.targets.send("prices", "message", "");

			assertThat(result).isSameAs(EventHandler.EMPTY);
			assertThat(context.targets.acknowledged).hasValue(1);
		}
	}

	@Test
	void aPayloadThatDoesNotFitIsAConversionException() {
		try (ListenerContext context = ListenerContext.of(OnPayload.class)) {
			assertThatExceptionOfType(PayloadConversionException.class)
				.isThrownBy(() -> context.targets.send("prices", "message", "no json"));
		}
	}

	@Test
	void theStreamIsNeverCode() throws Exception {
		try (ListenerContext context = ListenerContext.of(OnEvent.class)) {
			context.targets.send("prices", "T(java.lang.Runtime).getRuntime().exec('x')", "#{1}");

			assertThat(received).isEmpty();
		}
	}

	private static ListenerContext counting() {
		ListenerContext context = new ListenerContext("prices");
		context.context.registerBean(PayloadConverter.class, () -> (event, type) -> {
			received.add("converted");
			return new Price(Integer.parseInt(event.data()));
		});
		return context;
	}

	record Price(int amount) {

	}

	static class OnEvent {

		@SseListener(source = "prices",
				condition = "event.type == 'tick' and event.data() == 'yes' and #event.lastEventId == 'id-1'")
		void on(String data) {
			received.add(data);
		}

	}

	static class Acknowledging {

		@SseListener(source = "prices", condition = "event.data == 'yes'")
		void on(Acknowledgment acknowledgment) {
			received.add(acknowledgment);
		}

	}

	static class OnTypeOfPrice {

		@SseListener(source = "prices", condition = "event.type == 'tick'")
		void on(Price price) {
			received.add(price);
		}

	}

	static class OnPayload {

		@SseListener(source = "prices", condition = "payload.amount > 10 and payload.amount < 100")
		void on(Price price) {
			received.add(price);
		}

	}

	static class OnMap {

		@SseListener(source = "prices", condition = "payload.amount == 50 and payload['of'].name == 'gold'")
		void on() {
			received.add("called");
		}

	}

	static class OnNothing {

		@SseListener(source = "prices", condition = "event.nothing == 1")
		void on(String data) {
			received.add(data);
		}

	}

}

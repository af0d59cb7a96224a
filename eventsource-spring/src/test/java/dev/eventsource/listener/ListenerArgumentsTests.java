package dev.eventsource.listener;

import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import dev.eventsource.Acknowledgment;
import dev.eventsource.EventId;
import dev.eventsource.EventSource;
import dev.eventsource.EventType;
import dev.eventsource.MessageEvent;
import dev.eventsource.PayloadConversionException;
import dev.eventsource.PayloadConverter;
import dev.eventsource.SseListener;
import dev.eventsource.delivery.EventHandler;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.http.codec.ServerSentEvent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link ListenerArguments}: what a listener method is called with.
 */
class ListenerArgumentsTests {

	private static final List<@Nullable Object> received = new ArrayList<>();

	ListenerArgumentsTests() {
		received.clear();
	}

	@Test
	void passesEverythingInAnyOrder() throws Exception {
		send(Everything.class, "{\"amount\":1}");

		assertThat(received).startsWith("tick", new Price(1), "id-1", "prices");
		assertThat(received.get(4)).isInstanceOfSatisfying(MessageEvent.class,
				(event) -> assertThat(event.data()).isEqualTo("{\"amount\":1}"));
	}

	@Test
	void textIsPassedAsSent() throws Exception {
		send(Text.class, "null");
		send(Text.class, "");

		assertThat(received).containsExactly("null", "");
	}

	@Test
	void bytesArePassedAsSent() throws Exception {
		send(Bytes.class, "abc");

		assertThat(received).singleElement().isEqualTo(new byte[] { 'a', 'b', 'c' });
	}

	@Test
	void aListIsAJsonArray() throws Exception {
		send(Prices.class, "[{\"amount\":1},{\"amount\":2}]");

		assertThat(received).containsExactly(List.of(new Price(1), new Price(2)));
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "null" })
	void withoutPayloadTheMethodIsNotCalledAndTheEventIsHandled(String data) throws Exception {
		try (ListenerContext context = ListenerContext.of(Everything.class)) {
			Object result = context.targets.send("prices", "tick", data);

			assertThat(result).isSameAs(EventHandler.EMPTY);

			assertThat(received).isEmpty();
			assertThat(context.targets.acknowledged).hasValue(1);
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "null" })
	void aNullableOrOptionalPayloadMayBeMissing(String data) throws Exception {
		send(NullablePrice.class, data);
		send(OptionalPrice.class, data);

		assertThat(received).containsExactly(null, Optional.empty());
	}

	@Test
	void anyAnnotationNamedNullableCounts() throws Exception {
		send(OtherNullable.class, "null");

		assertThat(received).hasSize(1).containsOnlyNulls();
	}

	@Test
	void anOptionalPayloadIsWrapped() throws Exception {
		send(OptionalPrice.class, "{\"amount\":1}");

		assertThat(received).containsExactly(Optional.of(new Price(1)));
	}

	@Test
	void anOptionalTextIsMissingWhenEmpty() throws Exception {
		send(OptionalText.class, "");
		send(OptionalText.class, "null");

		assertThat(received).containsExactly(Optional.empty(), Optional.of("null"));
	}

	@Test
	void aServerSentEventHoldsIdTypeAndConvertedData() throws Exception {
		send(Enveloped.class, "{\"amount\":1}");

		assertThat(received).singleElement().isInstanceOfSatisfying(ServerSentEvent.class, (event) -> {
			assertThat(event.id()).isEqualTo("id-1");
			assertThat(event.event()).isEqualTo("tick");
			assertThat(event.data()).isEqualTo(new Price(1));
		});
	}

	@Test
	void aServerSentEventMayBeWithoutData() throws Exception {
		send(Enveloped.class, "null");

		assertThat(received).singleElement()
			.isInstanceOfSatisfying(ServerSentEvent.class, (event) -> assertThat(event.data()).isNull());
	}

	@Test
	void aServerSentEventOfAnythingHoldsText() throws Exception {
		send(EnvelopedAnything.class, "{");

		assertThat(received).containsExactly("{");
	}

	@Test
	void payloadAndEnvelopeShareOneConversion() throws Exception {
		ListenerContext context = withConverter((event, type) -> {
			received.add("converted");
			return new Price(2);
		});
		try (context) {
			context.start(PriceTwice.class);

			context.targets.send("prices", "tick", "1");

			assertThat(received).containsExactly("converted", new Price(2), new Price(2));
		}
	}

	@Test
	void anAcknowledgingListenerIsOne() throws Exception {
		try (ListenerContext context = ListenerContext.of(Acknowledging.class)) {
			assertThat(context.targets.only("prices").acknowledges()).isTrue();

			context.targets.send("prices", "message", "1");

			assertThat(context.targets.acknowledged).hasValue(1);
		}
	}

	@Test
	void whatAConverterThrowsIsAConversionException() {
		ListenerContext context = withConverter((event, type) -> {
			throw new java.io.IOException("secret");
		});
		try (context) {
			context.start(Everything.class);

			assertThatExceptionOfType(PayloadConversionException.class)
				.isThrownBy(() -> context.targets.send("prices", "tick", "x"))
				.withMessageContaining("Price")
				.withMessageNotContaining("secret")
				.withCauseInstanceOf(java.io.IOException.class);
		}
	}

	@Test
	void aConverterMustMakeWhatWasAskedFor() {
		try (ListenerContext context = withConverter((event, type) -> "text").start(Everything.class)) {
			assertThatExceptionOfType(PayloadConversionException.class)
				.isThrownBy(() -> context.targets.send("prices", "tick", "x"))
				.withMessageContaining("made a java.lang.String");
		}
	}

	private static ListenerContext withConverter(PayloadConverter converter) {
		ListenerContext context = new ListenerContext("prices");
		context.context.registerBean(PayloadConverter.class, () -> converter);
		return context;
	}

	private static void send(Class<?> listener, String data) throws Exception {
		try (ListenerContext context = ListenerContext.of(listener)) {
			context.targets.send("prices", "tick", data);
		}
	}

	record Price(int amount) {

	}

	static class Everything {

		@SseListener(source = "prices", event = "tick")
		void on(@EventType String type, Price price, @EventId String id, EventSource source, MessageEvent event,
				Acknowledgment acknowledgment) {
			received.addAll(List.of(type, price, id, source.name(), event));
		}

	}

	static class Text {

		@SseListener(source = "prices")
		void on(String data) {
			received.add(data);
		}

	}

	static class Bytes {

		@SseListener(source = "prices")
		void on(byte[] data) {
			received.add(data);
		}

	}

	static class Prices {

		@SseListener(source = "prices")
		void on(List<Price> prices) {
			received.add(prices);
		}

	}

	static class NullablePrice {

		@SseListener(source = "prices")
		void on(@Nullable Price price) {
			received.add(price);
		}

	}

	static class OtherNullable {

		@SseListener(source = "prices")
		void on(@Nulls.Nullable Price price) {
			received.add(price);
		}

	}

	static class Nulls {

		@Retention(RetentionPolicy.RUNTIME)
		@interface Nullable {

		}

	}

	static class OptionalPrice {

		@SseListener(source = "prices")
		void on(Optional<Price> price) {
			received.add(price);
		}

	}

	static class OptionalText {

		@SseListener(source = "prices")
		void on(Optional<String> text) {
			received.add(text);
		}

	}

	static class Enveloped {

		@SseListener(source = "prices")
		void on(ServerSentEvent<Price> event) {
			received.add(event);
		}

	}

	static class EnvelopedAnything {

		@SseListener(source = "prices")
		void on(ServerSentEvent<?> event) {
			received.add(event.data());
		}

	}

	static class PriceTwice {

		@SseListener(source = "prices")
		void on(Price price, ServerSentEvent<Price> event) {
			received.add(price);
			received.add(event.data());
		}

	}

	static class Acknowledging {

		@SseListener(source = "prices")
		void on(Acknowledgment acknowledgment) {
			acknowledgment.acknowledge();
		}

	}

}

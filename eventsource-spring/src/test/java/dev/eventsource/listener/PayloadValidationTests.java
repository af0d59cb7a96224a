package dev.eventsource.listener;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.eventsource.PayloadConversionException;
import dev.eventsource.SseListener;
import jakarta.validation.Valid;
import jakarta.validation.Validation;
import jakarta.validation.Validator;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Positive;
import org.hibernate.validator.messageinterpolation.ParameterMessageInterpolator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.http.codec.ServerSentEvent;
import org.springframework.validation.annotation.Validated;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link PayloadValidation}.
 */
class PayloadValidationTests {

	private static final List<Object> received = new ArrayList<>();

	PayloadValidationTests() {
		received.clear();
	}

	@Test
	void aValidPayloadIsPassed() throws Exception {
		send(One.class, "{\"amount\":1}");

		assertThat(received).containsExactly(new Price(1, Map.of()));
	}

	@Test
	void aViolationNamesPropertyAndConstraintButNoValue() {
		assertThatExceptionOfType(PayloadConversionException.class)
			.isThrownBy(() -> send(One.class, "{\"amount\":-77}"))
			.withMessageContaining("amount: Positive")
			.withMessageNotContaining("-77")
			.withNoCause();
		assertThat(received).isEmpty();
	}

	@Test
	void aKeyOfAMapIsNotShown() {
		assertThatExceptionOfType(PayloadConversionException.class)
			.isThrownBy(() -> send(One.class, "{\"amount\":1,\"parts\":{\"secret\":-1}}"))
			.withMessageContaining("Positive")
			.withMessageNotContaining("secret");
	}

	@ParameterizedTest
	@ValueSource(classes = { Several.class, Maybe.class, Enveloped.class })
	void looksIntoWhatHoldsThePayload(Class<?> listener) {
		String price = "{\"amount\":-1}";

		assertThatExceptionOfType(PayloadConversionException.class)
			.isThrownBy(() -> send(listener, (listener == Several.class) ? "[" + price + "]" : price))
			.withMessageContaining("amount: Positive");
	}

	@Test
	void validatesTheGroupsThatAreNamed() throws Exception {
		send(Grouped.class, "{\"amount\":-1}");

		assertThatExceptionOfType(PayloadConversionException.class)
			.isThrownBy(() -> send(Grouped.class, "{\"amount\":1000}"))
			.withMessageContaining("amount: Max");
	}

	private static void send(Class<?> listener, String data) throws Exception {
		ListenerContext context = new ListenerContext("prices");
		context.context.registerBean(Validator.class,
				() -> Validation.byDefaultProvider()
					.configure()
					.messageInterpolator(new ParameterMessageInterpolator())
					.buildValidatorFactory()
					.getValidator());
		try (context) {
			context.start(listener);
			context.targets.send("prices", "message", data);
		}
	}

	interface Strict {

	}

	record Price(@Positive @Max(value = 100, groups = Strict.class) int amount, Map<String, @Positive Integer> parts) {

		Price {
			parts = (parts != null) ? parts : Map.of();
		}

	}

	static class One {

		@SseListener(source = "prices")
		void on(@Valid Price price) {
			received.add(price);
		}

	}

	static class Several {

		@SseListener(source = "prices")
		void on(@Valid List<Price> prices) {
			received.add(prices);
		}

	}

	static class Maybe {

		@SseListener(source = "prices")
		void on(@Valid Optional<Price> price) {
			received.add(price);
		}

	}

	static class Enveloped {

		@SseListener(source = "prices")
		void on(@Valid ServerSentEvent<Price> event) {
			received.add(event);
		}

	}

	static class Grouped {

		@SseListener(source = "prices")
		void on(@Validated(Strict.class) Price price) {
			received.add(price);
		}

	}

}

package dev.eventsource.listener;

import java.lang.reflect.Type;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

import dev.eventsource.MessageEvent;
import dev.eventsource.PayloadConversionException;
import dev.eventsource.PayloadConverter;
import dev.eventsource.SseListener;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.dataformat.cbor.CBORMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Payloads in a format of the application's own: here CBOR, in base64, for a stream of
 * events is text.
 */
class PayloadFormatTests {

	private static final CBORMapper CBOR = CBORMapper.builder().build();

	@Test
	void listenersTakeWhatTheApplicationsConverterMakes() throws Exception {
		try (ListenerContext context = ListenerContext.of(CborConverter.class, Readings.class)) {
			context.targets.send("prices", "message", Base64.getEncoder()
				.encodeToString(CBOR.writeValueAsBytes(List.of(Map.of("sensor", "a", "value", 1.5, "unknown", true),
						Map.of("sensor", "b", "value", 2)))));

			assertThat(context.bean(Readings.class).seen).containsExactly(new Reading("a", 1.5), new Reading("b", 2));
		}
	}

	@Test
	void whatDoesNotFitNamesNoByteOfIt() {
		try (ListenerContext context = ListenerContext.of(CborConverter.class, Readings.class)) {
			assertThatExceptionOfType(PayloadConversionException.class)
				.isThrownBy(() -> context.targets.send("prices", "message", "c2VjcmV0"))
				.withMessageNotContaining("c2Vj")
				.withMessageNotContaining("secret");
		}
	}

	record Reading(String sensor, double value) {
	}

	static class Readings {

		final List<Reading> seen = new CopyOnWriteArrayList<>();

		@SseListener(source = "prices")
		void onReadings(List<Reading> readings) {
			this.seen.addAll(readings);
		}

	}

	static class CborConverter implements PayloadConverter {

		@Override
		public @Nullable Object convert(MessageEvent event, Type type) {
			byte[] cbor = Base64.getDecoder().decode(event.dataBytes());
			return CBOR.readValue(cbor, CBOR.constructType(type));
		}

	}

}

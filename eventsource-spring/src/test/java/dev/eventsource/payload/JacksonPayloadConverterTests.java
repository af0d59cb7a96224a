package dev.eventsource.payload;

import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

import dev.eventsource.MessageEvent;
import dev.eventsource.PayloadConversionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.core.ParameterizedTypeReference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * Tests for {@link JacksonPayloadConverter}.
 */
class JacksonPayloadConverterTests {

	private final JacksonPayloadConverter converter = new JacksonPayloadConverter(JsonMapper.builder().build());

	@Test
	void bindsTheFullGenericType() {
		Type type = new ParameterizedTypeReference<Map<String, List<Price>>>() {
		}.getType();

		Object value = this.converter.convert(MessageEvent.of("message", "{\"a\":[{\"amount\":1}]}"), type);

		assertThat(value).isEqualTo(Map.of("a", List.of(new Price(1))));
	}

	@ParameterizedTest
	@ValueSource(strings = { "", " ", "\n", "null", " null\n" })
	void blankDataAndJsonNullStandForNothing(String data) {
		assertThat(this.converter.convert(MessageEvent.of("message", data), Price.class)).isNull();
		assertThat(this.converter.convert(MessageEvent.of("message", data), int.class)).isNull();
	}

	@Test
	void replacesMalformedText() {
		byte[] data = "{\"text\":\"a?b\"}".getBytes(StandardCharsets.ISO_8859_1);
		data[10] = (byte) 0xFF;

		Object value = this.converter.convert(MessageEvent.of("a", "", "message", data, ""), Text.class);

		assertThat(value).isEqualTo(new Text("a\uFFFDb"));
	}

	@Test
	void aMisfitNamesTypeAndPlaceButNoData() {
		PayloadConversionException ex = misfit("{\"amount\":\n\"secret\"}", Price.class);

		assertThat(ex).hasMessageContaining("Price")
			.hasMessageContaining("line 2")
			.hasMessageContaining("at amount")
			.hasMessageNotContaining("secret")
			.hasNoCause();
	}

	@Test
	void brokenJsonIsNotShown() {
		assertThat(misfit("secret", Price.class)).hasMessageContaining("line 1").hasMessageNotContaining("secret");
	}

	@Test
	void aKeyOfAMapIsNotShown() {
		Type type = new ParameterizedTypeReference<Map<String, Price>>() {
		}.getType();

		assertThat(misfit("{\"secret\":{\"amount\":\"x\"}}", type)).hasMessageContaining("*.amount")
			.hasMessageNotContaining("secret");
	}

	@Test
	void whatTheConstructorThrowsIsNamedWithoutItsMessage() {
		assertThat(misfit("{\"value\":\"secret\"}", Picky.class))
			.hasMessageContaining("caused by java.lang.IllegalArgumentException")
			.hasMessageNotContaining("secret");
	}

	private PayloadConversionException misfit(String data, Type type) {
		MessageEvent event = MessageEvent.of("prices", "", "message", data.getBytes(StandardCharsets.UTF_8), "");
		PayloadConversionException ex = catchThrowableOfType(PayloadConversionException.class,
				() -> this.converter.convert(event, type));
		assertThat(ex.source()).isEqualTo("prices");
		return ex;
	}

	record Price(int amount) {

	}

	record Text(String text) {

	}

	record Picky(String value) {

		Picky {
			throw new IllegalArgumentException("Not " + value);
		}

	}

}

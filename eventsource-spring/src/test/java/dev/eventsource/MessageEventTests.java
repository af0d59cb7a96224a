package dev.eventsource;

import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class MessageEventTests {

	@Test
	void ofTypeAndDataHasNoSourceOriginOrId() {
		MessageEvent event = MessageEvent.of("put", "grüße");

		assertThat(event.type()).isEqualTo("put");
		assertThat(event.data()).isEqualTo("grüße");
		assertThat(event.dataBytes()).isEqualTo("grüße".getBytes(StandardCharsets.UTF_8));
		assertThat(event.lastEventId()).isEmpty();
		assertThat(event.source()).isEmpty();
		assertThat(event.origin()).isEmpty();
	}

	@Test
	void ofAllPartsKeepsThem() {
		byte[] data = bytes("{}");

		MessageEvent event = MessageEvent.of("orders", "https://api.example.com", "put", data, "7");

		assertThat(event.source()).isEqualTo("orders");
		assertThat(event.origin()).isEqualTo("https://api.example.com");
		assertThat(event.lastEventId()).isEqualTo("7");
		assertThat(event.dataBytes()).isSameAs(data);
	}

	@Test
	void dataIsDecodedOnce() {
		MessageEvent event = MessageEvent.of("put", "text");

		assertThat(event.data()).isSameAs(event.data());
	}

	@Test
	void typeIsNeverEmpty() {
		assertThatIllegalArgumentException().isThrownBy(() -> MessageEvent.of("", "text"))
			.withMessageContaining("type");
	}

	@Test
	void toStringShowsNeitherDataNorId() {
		MessageEvent event = MessageEvent.of("orders", "https://api.example.com", "put", bytes("secret"), "cursor-1");

		assertThat(event).hasToString("MessageEvent[source=orders, type=put, data=6 bytes]");
	}

	@Test
	void toStringShowsNoControlCharacters() {
		assertThat(MessageEvent.of("a\u001B[2J\r\nb\u009B\u2028\u202E", ""))
			.hasToString("MessageEvent[source=, type=a?[2J??b???, data=0 bytes]");
	}

	@Test
	void equalsComparesAllParts() {
		MessageEvent event = MessageEvent.of("s", "o", "t", bytes("d"), "i");

		assertThat(event).isEqualTo(MessageEvent.of("s", "o", "t", bytes("d"), "i"))
			.hasSameHashCodeAs(MessageEvent.of("s", "o", "t", bytes("d"), "i"))
			.isNotEqualTo(MessageEvent.of("x", "o", "t", bytes("d"), "i"))
			.isNotEqualTo(MessageEvent.of("s", "x", "t", bytes("d"), "i"))
			.isNotEqualTo(MessageEvent.of("s", "o", "x", bytes("d"), "i"))
			.isNotEqualTo(MessageEvent.of("s", "o", "t", bytes("x"), "i"))
			.isNotEqualTo(MessageEvent.of("s", "o", "t", bytes("d"), "x"))
			.isNotEqualTo("t");
	}

	private static byte[] bytes(String text) {
		return text.getBytes(StandardCharsets.UTF_8);
	}

}

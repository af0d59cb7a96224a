package dev.eventsource;

import java.util.HexFormat;
import java.util.Random;

import dev.eventsource.testing.ReferenceUtf8;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class MessageEventDecodeTests {

	/** The bytes at which the rules of UTF-8 change, and their neighbours. */
	private static final int[] EDGES = { 0x00, 0x41, 0x7F, 0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBF, 0xC0, 0xC1, 0xC2, 0xDF,
			0xE0, 0xE1, 0xEC, 0xED, 0xEE, 0xEF, 0xF0, 0xF1, 0xF3, 0xF4, 0xF5, 0xFF };

	@Test
	void decodesEveryTwoBytesAsTheStandard() {
		byte[] bytes = new byte[2];
		for (int value = 0; value < 1 << 16; value++) {
			bytes[0] = (byte) (value >> 8);
			bytes[1] = (byte) value;
			check(bytes);
		}
	}

	@Test
	void decodesEveryThreeBytesAsTheStandard() {
		byte[] bytes = new byte[3];
		for (int value = 0; value < 1 << 24; value++) {
			bytes[0] = (byte) (value >> 16);
			bytes[1] = (byte) (value >> 8);
			bytes[2] = (byte) value;
			check(bytes);
		}
	}

	@Test
	void decodesFourBytesAtTheEdgesAsTheStandard() {
		for (int first : EDGES) {
			for (int second : EDGES) {
				checkFourBytes(first, second);
			}
		}
	}

	private static void checkFourBytes(int first, int second) {
		for (int third : EDGES) {
			for (int fourth : EDGES) {
				check(new byte[] { (byte) first, (byte) second, (byte) third, (byte) fourth });
			}
		}
	}

	@Test
	void decodesRandomBytesAsTheStandard() {
		Random random = new Random(4711);
		for (int i = 0; i < 200_000; i++) {
			byte[] bytes = new byte[4 + random.nextInt(12)];
			random.nextBytes(bytes);
			bytes[random.nextInt(bytes.length)] = (byte) (0xF0 + random.nextInt(5));
			check(bytes);
		}
	}

	@Test
	void decodesOnlyTheGivenPart() {
		byte[] bytes = { 'a', (byte) 0xC3, (byte) 0xA9, (byte) 0xFF, (byte) 0x80 };

		assertThat(MessageEvent.decode(bytes, 1, 2)).isEqualTo("é");
		assertThat(MessageEvent.decode(bytes, 1, 3)).isEqualTo("é\uFFFD");
		assertThat(MessageEvent.decode(bytes, 2, 0)).isEmpty();
	}

	@Test
	void keepsByteOrderMarkAndReplacementCharacter() {
		byte[] bytes = { (byte) 0xEF, (byte) 0xBB, (byte) 0xBF, (byte) 0xEF, (byte) 0xBF, (byte) 0xBD };

		assertThat(MessageEvent.decode(bytes, 0, 6)).isEqualTo("\uFEFF\uFFFD");
	}

	private static void check(byte[] bytes) {
		String decoded = MessageEvent.decode(bytes, 0, bytes.length);
		String expected = ReferenceUtf8.decode(bytes);
		if (!decoded.equals(expected)) {
			assertThat(decoded).as("decoded from %s", HexFormat.of().formatHex(bytes)).isEqualTo(expected);
		}
	}

}

package dev.eventsource;

/**
 * Decodes malformed UTF-8 step by step, as "UTF-8 decoder" in the Encoding Standard. Slow
 * beside the JDK's decoder, which is why well-formed text never gets here.
 */
final class Utf8Decoder {

	private static final int REPLACEMENT_CHARACTER = 0xFFFD;

	private final StringBuilder text;

	private int codePoint;

	private int bytesNeeded;

	private int lowerBoundary = 0x80;

	private int upperBoundary = 0xBF;

	private Utf8Decoder(int capacity) {
		this.text = new StringBuilder(capacity);
	}

	static String decode(byte[] bytes, int offset, int length) {
		Utf8Decoder decoder = new Utf8Decoder(length);
		for (int i = offset; i < offset + length; i++) {
			decoder.next(bytes[i] & 0xFF);
		}
		if (decoder.bytesNeeded > 0) {
			decoder.text.appendCodePoint(REPLACEMENT_CHARACTER);
		}
		return decoder.text.toString();
	}

	private void next(int value) {
		if (this.bytesNeeded == 0) {
			lead(value);
			return;
		}
		if (value < this.lowerBoundary || value > this.upperBoundary) {
			replace();
			lead(value);
			return;
		}
		continuation(value);
	}

	private void lead(int value) {
		if (value <= 0x7F) {
			this.text.append((char) value);
		}
		else if (value >= 0xC2 && value <= 0xDF) {
			begin(value & 0x1F, 1);
		}
		else if (value >= 0xE0 && value <= 0xEF) {
			this.lowerBoundary = (value == 0xE0) ? 0xA0 : 0x80;
			this.upperBoundary = (value == 0xED) ? 0x9F : 0xBF;
			begin(value & 0xF, 2);
		}
		else if (value >= 0xF0 && value <= 0xF4) {
			this.lowerBoundary = (value == 0xF0) ? 0x90 : 0x80;
			this.upperBoundary = (value == 0xF4) ? 0x8F : 0xBF;
			begin(value & 0x7, 3);
		}
		else {
			replace();
		}
	}

	private void begin(int bits, int needed) {
		this.codePoint = bits;
		this.bytesNeeded = needed;
	}

	private void continuation(int value) {
		this.lowerBoundary = 0x80;
		this.upperBoundary = 0xBF;
		this.codePoint = (this.codePoint << 6) | (value & 0x3F);
		if (--this.bytesNeeded == 0) {
			this.text.appendCodePoint(this.codePoint);
		}
	}

	private void replace() {
		this.text.appendCodePoint(REPLACEMENT_CHARACTER);
		this.bytesNeeded = 0;
		this.lowerBoundary = 0x80;
		this.upperBoundary = 0xBF;
	}

}

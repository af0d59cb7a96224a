package dev.eventsource;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * The UTF-8 decoder of the Encoding Standard, which writes one replacement character for
 * each maximal part of a malformed sequence. Runs of ASCII, which is most of any JSON,
 * are found and widened many bytes at a time, also behind other characters.
 */
final class Utf8Decoder {

	private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

	private static final long HIGH_BITS = 0x8080808080808080L;

	/** As a signed byte; all below continue a sequence. */
	private static final byte LOWEST_LEAD = (byte) 0xC0;

	private static final char REPLACEMENT_CHARACTER = '\uFFFD';

	private final byte[] bytes;

	private final int end;

	/** The next byte. */
	private int position;

	private final char[] text;

	private int length;

	private Utf8Decoder(byte[] bytes, int offset, int end) {
		this.bytes = bytes;
		this.position = offset;
		this.end = end;
		// no character has fewer bytes than chars
		this.text = new char[end - offset];
	}

	static String decode(byte[] bytes, int offset, int length) {
		int end = offset + length;
		String narrow = new String(bytes, offset, length, StandardCharsets.ISO_8859_1);
		int runEnd = asciiEnd(bytes, offset, end);
		return (runEnd == end) ? narrow : new Utf8Decoder(bytes, offset, end).decode(narrow, runEnd);
	}

	private static int asciiEnd(byte[] bytes, int from, int end) {
		int position = from;
		for (; position <= end - Long.BYTES; position += Long.BYTES) {
			long others = (long) LONGS.get(bytes, position) & HIGH_BITS;
			if (others != 0) {
				return position + (Long.numberOfTrailingZeros(others) >>> 3);
			}
		}
		while (position < end && bytes[position] >= 0) {
			position++;
		}
		return position;
	}

	/**
	 * Decodes the rest.
	 * @param narrow a char for each byte, for the virtual machine is fast at widening it
	 * @param firstRunEnd where the first character beyond ASCII begins
	 */
	private String decode(String narrow, int firstRunEnd) {
		int offset = this.position;
		int runEnd = firstRunEnd;
		while (this.position < this.end) {
			narrow.getChars(this.position - offset, runEnd - offset, this.text, this.length);
			this.length += runEnd - this.position;
			this.position = runEnd;
			others();
			runEnd = asciiEnd(this.bytes, this.position, this.end);
		}
		return new String(this.text, 0, this.length);
	}

	private void others() {
		while (this.position < this.end && this.bytes[this.position] < 0) {
			if (isThreeBytes(this.position)) {
				threeBytes();
			}
			else {
				sequence(this.bytes[this.position++] & 0xFF);
			}
		}
	}

	/** What Asian text is made of, less what needs a closer look. */
	private boolean isThreeBytes(int at) {
		if (at + 2 >= this.end) {
			return false;
		}
		int lead = this.bytes[at] & 0xFF;
		return lead > 0xE0 && lead <= 0xEF && lead != 0xED && this.bytes[at + 1] < LOWEST_LEAD
				&& this.bytes[at + 2] < LOWEST_LEAD;
	}

	private void threeBytes() {
		int at = this.position;
		int to = this.length;
		do {
			this.text[to++] = (char) ((this.bytes[at] & 0xF) << 12 | (this.bytes[at + 1] & 0x3F) << 6
					| this.bytes[at + 2] & 0x3F);
			at += 3;
		}
		while (isThreeBytes(at));
		this.position = at;
		this.length = to;
	}

	private void sequence(int lead) {
		if (lead >= 0xC2 && lead <= 0xDF) {
			rest(lead & 0x1F, 1, 0x80, 0xBF);
		}
		else if (lead >= 0xE0 && lead <= 0xEF) {
			rest(lead & 0xF, 2, (lead == 0xE0) ? 0xA0 : 0x80, (lead == 0xED) ? 0x9F : 0xBF);
		}
		else if (lead >= 0xF0 && lead <= 0xF4) {
			rest(lead & 0x7, 3, (lead == 0xF0) ? 0x90 : 0x80, (lead == 0xF4) ? 0x8F : 0xBF);
		}
		else {
			append(REPLACEMENT_CHARACTER);
		}
	}

	/** A byte that does not continue the sequence is looked at again. */
	private void rest(int leadBits, int needed, int lowest, int highest) {
		int codePoint = leadBits;
		int lower = lowest;
		int upper = highest;
		for (int i = 0; i < needed; i++) {
			int value = (this.position < this.end) ? this.bytes[this.position] & 0xFF : 0;
			if (value < lower || value > upper) {
				append(REPLACEMENT_CHARACTER);
				return;
			}
			this.position++;
			codePoint = (codePoint << 6) | (value & 0x3F);
			lower = 0x80;
			upper = 0xBF;
		}
		append(codePoint);
	}

	private void append(int codePoint) {
		if (Character.isBmpCodePoint(codePoint)) {
			this.text[this.length++] = (char) codePoint;
			return;
		}
		this.text[this.length++] = Character.highSurrogate(codePoint);
		this.text[this.length++] = Character.lowSurrogate(codePoint);
	}

}

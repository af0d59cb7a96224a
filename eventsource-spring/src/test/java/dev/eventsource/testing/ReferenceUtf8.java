package dev.eventsource.testing;

/**
 * UTF-8 from the table "Well-Formed UTF-8 Byte Sequences" of the Unicode Standard: at
 * each place the longest prefix of a well-formed sequence, whole or replaced. Slow,
 * obvious, and written without a look at the decoder under test.
 */
public final class ReferenceUtf8 {

	/** Ranges of the first, second and further bytes. */
	private static final int[][] WELL_FORMED = { { 0x00, 0x7F }, { 0xC2, 0xDF, 0x80, 0xBF },
			{ 0xE0, 0xE0, 0xA0, 0xBF, 0x80, 0xBF }, { 0xE1, 0xEC, 0x80, 0xBF, 0x80, 0xBF },
			{ 0xED, 0xED, 0x80, 0x9F, 0x80, 0xBF }, { 0xEE, 0xEF, 0x80, 0xBF, 0x80, 0xBF },
			{ 0xF0, 0xF0, 0x90, 0xBF, 0x80, 0xBF, 0x80, 0xBF }, { 0xF1, 0xF3, 0x80, 0xBF, 0x80, 0xBF, 0x80, 0xBF },
			{ 0xF4, 0xF4, 0x80, 0x8F, 0x80, 0xBF, 0x80, 0xBF } };

	private ReferenceUtf8() {
	}

	public static String decode(byte[] bytes) {
		StringBuilder text = new StringBuilder();
		int position = 0;
		while (position < bytes.length) {
			int[] row = row(bytes[position] & 0xFF);
			int matched = matched(row, bytes, position);
			boolean whole = matched > 0 && matched == row.length / 2;
			text.appendCodePoint(whole ? codePoint(bytes, position, matched) : 0xFFFD);
			position += Math.max(1, matched);
		}
		return text.toString();
	}

	private static int[] row(int first) {
		for (int[] row : WELL_FORMED) {
			if (first >= row[0] && first <= row[1]) {
				return row;
			}
		}
		return new int[0];
	}

	private static int matched(int[] row, byte[] bytes, int position) {
		int matched = 0;
		while (matched < row.length / 2 && position + matched < bytes.length
				&& (bytes[position + matched] & 0xFF) >= row[2 * matched]
				&& (bytes[position + matched] & 0xFF) <= row[2 * matched + 1]) {
			matched++;
		}
		return matched;
	}

	private static int codePoint(byte[] bytes, int position, int length) {
		int codePoint = (length == 1) ? bytes[position] : bytes[position] & (0x7F >> length);
		for (int i = 1; i < length; i++) {
			codePoint = codePoint * 64 + (bytes[position + i] & 0x3F);
		}
		return codePoint;
	}

}

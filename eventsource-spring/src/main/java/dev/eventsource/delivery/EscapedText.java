package dev.eventsource.delivery;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HexFormat;

import org.jspecify.annotations.Nullable;

/**
 * Texts of a stream as every database can keep them: what is no printable ASCII character
 * is written as {@code \}{@code u} and four digits, as is a backslash.
 */
final class EscapedText {

	private static final int LONGEST = 1000;

	private static final HexFormat HEX = HexFormat.of();

	private EscapedText() {
	}

	static String of(String text) {
		if (text.chars().allMatch(EscapedText::isPlain)) {
			return text;
		}
		StringBuilder escaped = new StringBuilder(text.length() + 16);
		text.chars().forEach((character) -> append(escaped, (char) character));
		return escaped.toString();
	}

	private static boolean isPlain(int character) {
		return character >= ' ' && character < 0x7F && character != '\\';
	}

	private static void append(StringBuilder escaped, char character) {
		if (isPlain(character)) {
			escaped.append(character);
			return;
		}
		escaped.append("\\u").append(HEX.toHexDigits(character));
	}

	/** Cuts between two characters so that the whole has a bounded length. */
	static String shortened(String text) {
		String escaped = of(text);
		int end = text.length();
		while (escaped.length() > LONGEST) {
			end -= (escaped.length() - LONGEST + 5) / 6;
			escaped = of(text.substring(0, end));
		}
		return escaped;
	}

	static String read(ResultSet row, String column) throws SQLException {
		return text(row.getString(column));
	}

	/** Returns what was written; some databases know no empty text. */
	static String text(@Nullable String escaped) {
		if (escaped == null) {
			return "";
		}
		StringBuilder text = new StringBuilder(escaped.length());
		int next = 0;
		for (int at = escaped.indexOf("\\u"); at >= 0; at = escaped.indexOf("\\u", next)) {
			text.append(escaped, next, at).append((char) HexFormat.fromHexDigits(escaped, at + 2, at + 6));
			next = at + 6;
		}
		return text.append(escaped, next, escaped.length()).toString();
	}

}

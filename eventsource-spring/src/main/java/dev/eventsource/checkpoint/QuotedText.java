package dev.eventsource.checkpoint;

/**
 * Texts as JSON strings of ASCII: exact for every character, whatever character set,
 * collation or line ends lie between, and a text that was cut off shows.
 */
final class QuotedText {

	private static final String ESCAPED = "\"\\/bfnrt";

	private static final String MEANT = "\"\\/\b\f\n\r\t";

	private final String quoted;

	/** Where to read next. */
	private int position = 1;

	private QuotedText(String quoted) {
		this.quoted = quoted;
	}

	/**
	 * Writes a text.
	 * @param text any text
	 * @return the JSON string, with its quotation marks
	 */
	static String quote(String text) {
		StringBuilder quoted = new StringBuilder(text.length() + 2).append('"');
		text.chars().forEach((character) -> {
			if (character == '"' || character == '\\') {
				quoted.append('\\').append((char) character);
			}
			else if (character >= ' ' && character <= '~') {
				quoted.append((char) character);
			}
			else {
				quoted.append("\\u%04x".formatted(character));
			}
		});
		return quoted.append('"').toString();
	}

	/**
	 * Reads a text.
	 * @param quoted a JSON string
	 * @return the text
	 * @throws IllegalArgumentException if it is none
	 */
	static String unquote(String quoted) {
		return new QuotedText(quoted).read();
	}

	private String read() {
		int last = this.quoted.length() - 1;
		if (last < 1 || this.quoted.charAt(0) != '"') {
			throw noText();
		}
		StringBuilder text = new StringBuilder(last);
		while (this.position < last) {
			text.append(readCharacter());
		}
		if (this.position != last || this.quoted.charAt(last) != '"') {
			throw noText();
		}
		return text.toString();
	}

	private char readCharacter() {
		char character = this.quoted.charAt(this.position++);
		if (character == '\\') {
			return readEscape();
		}
		if (character < ' ' || character == '"') {
			throw noText();
		}
		return character;
	}

	private char readEscape() {
		char name = this.quoted.charAt(this.position++);
		if (name == 'u') {
			int end = this.position + 4;
			String digits = this.quoted.substring(this.position, Math.min(end, this.quoted.length()));
			this.position = end;
			if (!digits.matches("[0-9a-fA-F]{4}")) {
				throw noText();
			}
			return (char) Integer.parseInt(digits, 16);
		}
		int known = ESCAPED.indexOf(name);
		if (known < 0) {
			throw noText();
		}
		return MEANT.charAt(known);
	}

	private IllegalArgumentException noText() {
		// not what it says: a position may be long, and is nobody's business
		return new IllegalArgumentException("no JSON string");
	}

}

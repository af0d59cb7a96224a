package dev.eventsource.test;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * Reads JSON into maps, lists, texts, numbers, booleans and {@code null}, and writes it:
 * as much as tokens and hubs need.
 */
final class Json {

	private final String text;

	private int at;

	private Json(String text) {
		this.text = text;
	}

	/**
	 * Reads an object.
	 * @param text its text
	 * @return its members
	 * @throws IllegalArgumentException if it is none
	 */
	@SuppressWarnings("unchecked")
	static Map<String, Object> object(String text) {
		if (new Json(text).value() instanceof Map<?, ?> object) {
			return (Map<String, Object>) object;
		}
		throw new IllegalArgumentException("No JSON object");
	}

	/**
	 * Writes a value.
	 * @param value map, list, text, number or boolean
	 * @return its text
	 */
	static String write(@Nullable Object value) {
		if (value instanceof Map<?, ?> object) {
			List<String> members = new ArrayList<>();
			object.forEach((name, member) -> members.add(quote(name.toString()) + ":" + write(member)));
			return "{" + String.join(",", members) + "}";
		}
		if (value instanceof List<?> list) {
			return "[" + String.join(",", list.stream().map(Json::write).toList()) + "]";
		}
		return (value instanceof String string) ? quote(string) : String.valueOf(value);
	}

	private static String quote(String text) {
		return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n").replace("\r", "\\r") + '"';
	}

	private @Nullable Object value() {
		return switch (peek()) {
			case '{' -> members();
			case '[' -> elements();
			case '"' -> string();
			default -> literal();
		};
	}

	private Map<String, @Nullable Object> members() {
		Map<String, @Nullable Object> members = new LinkedHashMap<>();
		this.at++;
		while (peek() != '}') {
			String name = string();
			skip(':');
			members.put(name, value());
			skipComma('}');
		}
		this.at++;
		return members;
	}

	private List<@Nullable Object> elements() {
		List<@Nullable Object> elements = new ArrayList<>();
		this.at++;
		while (peek() != ']') {
			elements.add(value());
			skipComma(']');
		}
		this.at++;
		return elements;
	}

	private String string() {
		skip('"');
		StringBuilder string = new StringBuilder();
		while (this.text.charAt(this.at) != '"') {
			char character = this.text.charAt(this.at++);
			string.append((character == '\\') ? escaped(this.text.charAt(this.at++)) : character);
		}
		this.at++;
		return string.toString();
	}

	private char escaped(char character) {
		return switch (character) {
			case 'n' -> '\n';
			case 'r' -> '\r';
			case 't' -> '\t';
			case 'u' -> (char) Integer.parseInt(this.text.substring(this.at, this.at += 4), 16);
			default -> character;
		};
	}

	private @Nullable Object literal() {
		int from = this.at;
		while (this.at < this.text.length() && ",]} \t\r\n".indexOf(this.text.charAt(this.at)) < 0) {
			this.at++;
		}
		String literal = this.text.substring(from, this.at);
		return switch (literal) {
			case "null" -> null;
			case "true", "false" -> Boolean.valueOf(literal);
			default -> Double.valueOf(literal);
		};
	}

	private void skipComma(char end) {
		if (peek() != end) {
			skip(',');
		}
	}

	private void skip(char expected) {
		if (peek() != expected) {
			throw new IllegalArgumentException("No JSON at " + this.at);
		}
		this.at++;
	}

	private char peek() {
		while (this.at < this.text.length() && Character.isWhitespace(this.text.charAt(this.at))) {
			this.at++;
		}
		if (this.at >= this.text.length()) {
			throw new IllegalArgumentException("JSON ends at " + this.at);
		}
		return this.text.charAt(this.at);
	}

}

package dev.eventsource.test;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Names and values of a form or a query.
 *
 * @param fields the fields in their order
 */
record HubForm(List<Field> fields) {

	static HubForm parse(String encoded) {
		return new HubForm(
				Arrays.stream(encoded.split("&")).filter((part) -> !part.isEmpty()).map(HubForm::field).toList());
	}

	private static Field field(String part) {
		String[] halves = part.split("=", 2);
		return new Field(decode(halves[0]), (halves.length > 1) ? decode(halves[1]) : "");
	}

	private static String decode(String text) {
		return URLDecoder.decode(text, StandardCharsets.UTF_8);
	}

	Optional<String> first(String name) {
		return all(name).stream().findFirst();
	}

	List<String> all(String name) {
		return this.fields.stream().filter((field) -> field.name().equals(name)).map(Field::value).toList();
	}

	record Field(String name, String value) {
	}

}

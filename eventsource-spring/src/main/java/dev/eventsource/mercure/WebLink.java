package dev.eventsource.mercure;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * A link of a {@code Link} header; see "Link Serialisation in HTTP Headers" in RFC 8288.
 *
 * @param target where it goes, as it stands there
 * @param attributes its attributes by their names in lower case
 */
record WebLink(String target, Map<String, String> attributes) {

	/**
	 * Reads links, and passes over what is none.
	 * @param headers values of the header
	 * @return the links in their order
	 */
	static List<WebLink> parse(List<String> headers) {
		List<WebLink> links = new ArrayList<>();
		headers.forEach((header) -> new Reader(header).readTo(links));
		return links;
	}

	boolean has(String relation) {
		String relations = this.attributes.getOrDefault("rel", "");
		return List.of(relations.toLowerCase(Locale.ROOT).split("\\s+")).contains(relation);
	}

	@Nullable String attribute(String name) {
		return this.attributes.get(name);
	}

	/**
	 * Goes through one value of the header.
	 */
	private static final class Reader {

		private final String text;

		private int at;

		Reader(String text) {
			this.text = text;
		}

		void readTo(List<WebLink> links) {
			this.at = this.text.indexOf('<');
			while (this.at >= 0) {
				int end = this.text.indexOf('>', this.at);
				if (end < 0) {
					return;
				}
				String target = this.text.substring(this.at + 1, end).strip();
				this.at = end + 1;
				links.add(new WebLink(target, attributes()));
				this.at = this.text.indexOf('<', this.at);
			}
		}

		private Map<String, String> attributes() {
			Map<String, String> attributes = new LinkedHashMap<>();
			skipBlanks();
			while (isAt(";")) {
				this.at++;
				String name = until(";,=").strip().toLowerCase(Locale.ROOT);
				attributes.putIfAbsent(name, isAt("=") ? value() : "");
				skipBlanks();
			}
			return attributes;
		}

		private String value() {
			this.at++;
			skipBlanks();
			return isAt("\"") ? quoted() : until(";,").strip();
		}

		private String quoted() {
			StringBuilder value = new StringBuilder();
			this.at++;
			while (this.at < this.text.length() && !isAt("\"")) {
				this.at += isAt("\\") ? 1 : 0;
				value.append(this.text, this.at, Math.min(this.at + 1, this.text.length()));
				this.at++;
			}
			this.at++;
			return value.toString();
		}

		private String until(String ends) {
			int from = this.at;
			while (this.at < this.text.length() && !isAt(ends)) {
				this.at++;
			}
			return this.text.substring(from, this.at);
		}

		private void skipBlanks() {
			while (isAt(" \t")) {
				this.at++;
			}
		}

		private boolean isAt(String characters) {
			return this.at < this.text.length() && characters.indexOf(this.text.charAt(this.at)) >= 0;
		}

	}

}

package dev.eventsource.test;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What topics are compared with; see "Matcher Types" in the Mercure specification, and
 * "Topic Selectors" in that of 0.x.
 *
 * @param type how it is meant
 * @param text topic or pattern
 */
record HubMatcher(Type type, String text) {

	boolean matches(String topic) {
		if (this.text.equals("*")) {
			return true;
		}
		boolean same = this.text.equals(topic);
		return switch (this.type) {
			case EXACT -> same;
			case TEMPLATE -> same || matches(topic, "\\{[^}]*\\}", "[^/?#]*");
			case URL_PATTERN -> matches(topic, ":[A-Za-z_]\\w*|\\*", "[^/?#]+");
		};
	}

	private boolean matches(String topic, String variable, String value) {
		Matcher variables = Pattern.compile(variable).matcher(this.text);
		StringBuilder regex = new StringBuilder();
		int from = 0;
		while (variables.find()) {
			regex.append(Pattern.quote(this.text.substring(from, variables.start())));
			regex.append(variables.group().equals("*") ? ".*" : value);
			from = variables.end();
		}
		return topic.matches(regex + Pattern.quote(this.text.substring(from)));
	}

	/** How it is meant. */
	enum Type {

		EXACT("exact"), TEMPLATE("template"), URL_PATTERN("urlpattern");

		private final String word;

		Type(String word) {
			this.word = word;
		}

		String word() {
			return this.word;
		}

	}

}

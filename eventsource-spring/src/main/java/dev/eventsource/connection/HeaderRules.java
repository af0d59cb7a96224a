package dev.eventsource.connection;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;

/**
 * What may stand in a request head.
 */
final class HeaderRules {

	private static final String NAME_MARKS = "!#$%&'*+-.^_`|~";

	/** What may follow a redirect to an origin that may not get credentials. */
	private static final Set<String> HARMLESS = Set.of("accept", "accept-encoding", "cache-control", "user-agent",
			"last-event-id");

	/** What the client alone says, or is for a proxy. */
	private static final Set<String> OURS = Set.of("last-event-id", "accept-encoding", "host", "content-length",
			"transfer-encoding", "connection", "proxy-authorization");

	private HeaderRules() {
	}

	static boolean isName(String name) {
		return !name.isEmpty() && name.chars().allMatch(HeaderRules::isNameCharacter);
	}

	private static boolean isNameCharacter(int character) {
		return character < 0x80 && Character.isLetterOrDigit(character) || NAME_MARKS.indexOf(character) >= 0;
	}

	static boolean isValue(String value) {
		return value.chars().noneMatch(HeaderRules::isControl);
	}

	private static boolean isControl(int character) {
		return character < 0x20 && character != '\t' || character == 0x7F;
	}

	static boolean isHarmless(String name) {
		return HARMLESS.contains(name.toLowerCase(Locale.ROOT));
	}

	static boolean isOurs(String name) {
		return OURS.contains(name.toLowerCase(Locale.ROOT));
	}

	/**
	 * Makes a text a header value: HTTP stacks write a character as a byte.
	 * @param text the text
	 * @return its UTF-8 bytes as characters
	 */
	static String toBytes(String text) {
		boolean ascii = text.chars().allMatch((character) -> character < 0x80);
		return ascii ? text : new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
	}

}

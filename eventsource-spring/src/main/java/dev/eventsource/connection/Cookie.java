package dev.eventsource.connection;

import java.net.URI;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;

/**
 * A cookie as a server has set it.
 *
 * @param name its name
 * @param value its value
 * @param path below which it is sent
 * @param end from when on it is not
 */
record Cookie(String name, String value, String path, Instant end) {

	// a server that is wrong about time does not keep a cookie for ever
	private static final Duration LONGEST = Duration.ofDays(400);

	/**
	 * Reads a cookie; see "The Set-Cookie Header" in RFC 6265.
	 * @param field value of the header
	 * @param from URL of the request that it answered
	 * @param now the time
	 * @return {@code null} if it is none, or one that this server may not set
	 */
	static @Nullable Cookie parse(String field, URI from, Instant now) {
		String[] parts = field.split(";", -1);
		int equals = parts[0].indexOf('=');
		if (equals < 1 || !HeaderRules.isValue(field)) {
			return null;
		}
		String name = parts[0].substring(0, equals).strip();
		Map<String, String> attributes = attributes(parts);
		if (name.isEmpty() || !maySet(name, attributes, Origin.of(from).isSecure())) {
			return null;
		}
		String path = attributes.getOrDefault("path", "");
		return new Cookie(name, parts[0].substring(equals + 1).strip(), path.startsWith("/") ? path : parent(from),
				end(attributes, now));
	}

	private static Map<String, String> attributes(String[] parts) {
		Map<String, String> attributes = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
		for (int i = 1; i < parts.length; i++) {
			int equals = parts[i].indexOf('=');
			String name = (equals < 0) ? parts[i] : parts[i].substring(0, equals);
			attributes.put(name.strip(), (equals < 0) ? "" : parts[i].substring(equals + 1).strip());
		}
		return attributes;
	}

	// what is sent back over TLS only must have come so; the prefixes promise more
	private static boolean maySet(String name, Map<String, String> attributes, boolean secure) {
		boolean asksForTls = attributes.containsKey("secure");
		String start = name.toLowerCase(Locale.ROOT);
		if (start.startsWith("__secure-") && !asksForTls) {
			return false;
		}
		boolean whole = "/".equals(attributes.get("path")) && !attributes.containsKey("domain") && asksForTls;
		return (!start.startsWith("__host-") || whole) && (!asksForTls || secure);
	}

	private static String parent(URI from) {
		String path = from.getRawPath();
		int last = (path != null) ? path.lastIndexOf('/') : 0;
		return (path == null || last < 1) ? "/" : path.substring(0, last);
	}

	private static Instant end(Map<String, String> attributes, Instant now) {
		Instant latest = now.plus(LONGEST);
		String maxAge = attributes.get("max-age");
		if (maxAge != null && maxAge.matches("-?[0-9]{1,18}")) {
			long seconds = Long.parseLong(maxAge);
			return (seconds <= 0) ? now : (seconds > LONGEST.toSeconds()) ? latest : now.plusSeconds(seconds);
		}
		Instant expires = date(attributes.getOrDefault("expires", ""));
		return (expires == null || expires.isAfter(latest)) ? latest : expires;
	}

	private static @Nullable Instant date(String text) {
		try {
			return ZonedDateTime
				.parse(text.replace('-', ' ').replaceFirst(" UTC$", " GMT"), DateTimeFormatter.RFC_1123_DATE_TIME)
				.toInstant();
		}
		catch (DateTimeException ex) {
			return null;
		}
	}

	boolean isOver(Instant now) {
		return !now.isBefore(this.end);
	}

	boolean covers(URI to) {
		String asked = (to.getRawPath() == null || to.getRawPath().isEmpty()) ? "/" : to.getRawPath();
		boolean below = asked.startsWith(this.path) && (this.path.endsWith("/")
				|| asked.length() > this.path.length() && asked.charAt(this.path.length()) == '/');
		return asked.equals(this.path) || below;
	}

	@Override
	public String toString() {
		return "Cookie[***]";
	}

}

package dev.eventsource.connection;

import java.net.URI;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * The cookies of one source, in memory. A cookie goes back to the origin that set it and
 * to no other: {@code Domain} is ignored, so that no server can set one for a neighbour
 * or a whole public suffix. Used in turns.
 */
final class CookieJar {

	/** What a server may have here at most; beyond it the oldest goes. */
	static final int COOKIES = 50;

	/** Characters of name and value. */
	static final int COOKIE_LENGTH = 4 * 1024;

	/** Characters of a request's header. */
	static final int HEADER_LENGTH = 8 * 1024;

	private final Map<Key, Cookie> cookies = new LinkedHashMap<>();

	private final Supplier<Instant> clock;

	/**
	 * Creates a jar without cookies.
	 * @param clock says when cookies are over
	 */
	CookieJar(Supplier<Instant> clock) {
		this.clock = clock;
	}

	/**
	 * Keeps what a server has set.
	 * @param from URL of the request that it answered
	 * @param fields values of {@code Set-Cookie}
	 */
	void keep(URI from, List<String> fields) {
		for (String field : fields) {
			Cookie cookie = Cookie.parse(field, from, this.clock.get());
			if (cookie != null && cookie.name().length() + cookie.value().length() <= COOKIE_LENGTH) {
				put(new Key(Origin.of(from), cookie.name(), cookie.path()), cookie);
			}
		}
	}

	private void put(Key key, Cookie cookie) {
		if (cookie.isOver(this.clock.get())) {
			this.cookies.remove(key);
			return;
		}
		this.cookies.put(key, cookie);
		if (this.cookies.size() > COOKIES) {
			this.cookies.remove(this.cookies.keySet().iterator().next());
		}
	}

	/**
	 * Returns what a request carries.
	 * @param to where it goes
	 * @return the value of {@code Cookie}, longer paths first; empty for none
	 */
	String header(URI to) {
		Instant now = this.clock.get();
		this.cookies.values().removeIf((cookie) -> cookie.isOver(now));
		StringBuilder header = new StringBuilder();
		this.cookies.entrySet()
			.stream()
			.filter((entry) -> entry.getKey().origin().equals(Origin.of(to)) && entry.getValue().covers(to))
			.map(Map.Entry::getValue)
			.sorted(Comparator.comparingInt((Cookie cookie) -> cookie.path().length()).reversed())
			.forEach((cookie) -> append(header, cookie));
		return header.toString();
	}

	private static void append(StringBuilder header, Cookie cookie) {
		String separator = header.isEmpty() ? "" : "; ";
		String pair = separator + cookie.name() + "=" + cookie.value();
		if (header.length() + pair.length() <= HEADER_LENGTH) {
			header.append(pair);
		}
	}

	private record Key(Origin origin, String name, String path) {
	}

}

package dev.eventsource.checkpoint;

import java.net.URI;
import java.time.Duration;
import java.util.Locale;

/**
 * Where the position of a source is kept, and what must hold for it.
 *
 * @param source name of the source
 * @param key key of the position in the store
 * @param url origin and path of the stream, see {@link #address}
 * @param initialId where to begin when no position is stored, empty for wherever the
 * server begins
 * @param required whether a missing position fails the start
 * @param lease time for which an instance owns the stream unless it renews that
 */
public record PositionSettings(String source, String key, String url, String initialId, boolean required,
		Duration lease) {

	/**
	 * Returns which stream a URL names: its origin and path, in one spelling.
	 * @param url a URL
	 * @return the URL without user, query and fragment
	 */
	public static String address(String url) {
		String plain = url.strip().replaceFirst("[?#].*", "");
		try {
			return address(URI.create(plain));
		}
		catch (IllegalArgumentException ex) {
			// whoever connects says what is wrong with it
			return plain;
		}
	}

	private static String address(URI url) {
		if (url.getScheme() == null || url.getHost() == null) {
			return url.toString();
		}
		String scheme = url.getScheme().toLowerCase(Locale.ROOT);
		boolean usual = url.getPort() == (scheme.equals("https") ? 443 : 80);
		String port = (url.getPort() < 0 || usual) ? "" : ":" + url.getPort();
		String path = url.getRawPath().isEmpty() ? "/" : url.getRawPath();
		return scheme + "://" + url.getHost().toLowerCase(Locale.ROOT) + port + path;
	}

}

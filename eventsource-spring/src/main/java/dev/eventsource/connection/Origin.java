package dev.eventsource.connection;

import java.net.URI;
import java.util.Locale;

/**
 * Scheme, host and port; see "Origin" in the HTML Standard.
 *
 * @param scheme scheme in lower case
 * @param host host in lower case
 * @param port port, also where it is the scheme's own
 */
record Origin(String scheme, String host, int port) {

	static Origin of(URI uri) {
		String scheme = lower(uri.getScheme());
		int port = (uri.getPort() >= 0) ? uri.getPort() : ownPort(scheme);
		return new Origin(scheme, lower(uri.getHost()), port);
	}

	boolean isSecure() {
		return this.scheme.equals("https");
	}

	private static int ownPort(String scheme) {
		return scheme.equals("https") ? 443 : 80;
	}

	private static String lower(String text) {
		return text.toLowerCase(Locale.ROOT);
	}

	@Override
	public String toString() {
		String hostAndScheme = this.scheme + "://" + this.host;
		return (this.port == ownPort(this.scheme)) ? hostAndScheme : hostAndScheme + ":" + this.port;
	}

}

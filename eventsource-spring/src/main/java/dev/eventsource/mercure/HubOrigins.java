package dev.eventsource.mercure;

import java.net.URI;
import java.util.List;
import java.util.Locale;

/**
 * Where a discovered hub may be: who can write a {@code Link} header could otherwise have
 * tokens sent anywhere. See "Hub Trust" in the Mercure specification.
 *
 * @param allowed origins besides that of the resource
 */
record HubOrigins(List<String> allowed) {

	boolean allow(URI hub, URI resource) {
		String origin = origin(hub);
		return origin.equals(origin(resource))
				|| this.allowed.stream().anyMatch((text) -> origin.equals(origin(URI.create(text.strip()))));
	}

	static String origin(URI url) {
		String scheme = String.valueOf(url.getScheme()).toLowerCase(Locale.ROOT);
		int port = (url.getPort() >= 0) ? url.getPort() : scheme.equals("https") ? 443 : 80;
		return scheme + "://" + String.valueOf(url.getHost()).toLowerCase(Locale.ROOT) + ":" + port;
	}

}

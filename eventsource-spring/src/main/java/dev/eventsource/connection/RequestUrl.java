package dev.eventsource.connection;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

import org.springframework.web.util.UriUtils;

/**
 * The URL of a stream.
 */
final class RequestUrl {

	private RequestUrl() {
	}

	static URI parse(String url) throws URISyntaxException {
		return withoutFragment(new URI(new URI(url.strip()).toASCIIString()));
	}

	/**
	 * Returns whether a URL can be connected to at all.
	 * @param url the URL
	 * @return whether it is http or https and has a host and a port that exist
	 */
	static boolean isUsable(URI url) {
		boolean http = "http".equalsIgnoreCase(url.getScheme()) || "https".equalsIgnoreCase(url.getScheme());
		return http && url.getHost() != null && url.getPort() <= 0xFFFF && url.getPort() != 0;
	}

	static URI withoutFragment(URI url) throws URISyntaxException {
		String text = url.toString();
		int fragment = text.indexOf('#');
		// what is left need not be a URL: think of https://#
		return (fragment < 0) ? url : new URI(text.substring(0, fragment));
	}

	/**
	 * Adds query parameters behind those that are there, which stay byte for byte.
	 * @param url a URL without fragment
	 * @param parameters names and values, not encoded
	 * @return the longer URL
	 */
	static URI withQuery(URI url, Map<String, String> parameters) {
		if (parameters.isEmpty()) {
			return url;
		}
		StringBuilder text = new StringBuilder(url.toString());
		String query = url.getRawQuery();
		String separator = (query == null) ? "?" : (query.isEmpty() || query.endsWith("&")) ? "" : "&";
		for (Map.Entry<String, String> parameter : parameters.entrySet()) {
			text.append(separator).append(encode(parameter.getKey())).append('=').append(encode(parameter.getValue()));
			separator = "&";
		}
		return URI.create(text.toString());
	}

	/**
	 * Shows a URL without its secrets.
	 * @param url the URL
	 * @return origin and path
	 */
	static String redact(URI url) {
		String path = (url.getRawPath() != null) ? url.getRawPath() : "";
		return Origin.of(url) + path + ((url.getRawQuery() != null) ? "?…" : "");
	}

	private static String encode(String text) {
		return UriUtils.encode(text, StandardCharsets.UTF_8);
	}

}

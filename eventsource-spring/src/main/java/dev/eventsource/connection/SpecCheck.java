package dev.eventsource.connection;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;

import dev.eventsource.InvalidSpecException;
import org.jspecify.annotations.Nullable;

/**
 * Says what is wrong with a setting.
 */
final class SpecCheck {

	static final String SECRET = "***";

	private static final String URL_REMEDY = "Set it to the http or https URL of the stream, without user-info.";

	private static final Duration LONGEST = Duration.ofDays(36_500);

	private final String source;

	SpecCheck(String source) {
		this.source = source;
	}

	String source() {
		return this.source;
	}

	void that(boolean condition, String property, Object value, String problem) {
		that(condition, property, value, problem, "Correct the value.");
	}

	void that(boolean condition, String property, Object value, String problem, String remedy) {
		if (!condition) {
			throw new InvalidSpecException(this.source, property, value.toString(), problem, remedy);
		}
	}

	int atLeast(int least, int value, String property) {
		that(value >= least, property, value, "is below " + least);
		return value;
	}

	Duration notNegative(Duration value, String property) {
		that(!value.isNegative(), property, value, "is negative", "Use a duration such as 30s, or 0 for off.");
		that(value.compareTo(LONGEST) <= 0, property, value, "is longer than a century",
				"Use a duration such as 30s, or 0 for off.");
		return value;
	}

	URI url(@Nullable String given) {
		that(given != null && !given.isBlank(), "url", "", "is missing", URL_REMEDY);
		return usable(String.valueOf(given), "url", URL_REMEDY);
	}

	URI origin(String given) {
		String property = "redirects.allowed-origins";
		String remedy = "Use scheme, host and port, such as https://example.com.";
		URI origin = usable(given, property, remedy);
		String path = origin.getRawPath();
		boolean bare = (path == null || path.isEmpty() || path.equals("/")) && origin.getRawQuery() == null;
		that(bare, property, RequestUrl.redact(origin), "has more than an origin", remedy);
		return origin;
	}

	private URI usable(String given, String property, String remedy) {
		// until it is taken apart, any part of it may be a password
		URI url = parse(given, property, remedy);
		that(url.getRawUserInfo() == null && !String.valueOf(url.getRawAuthority()).contains("@"), property, SECRET,
				"has user-info", "Use 'auth.basic.*' for user name and password.");
		String scheme = url.getScheme();
		boolean http = "http".equalsIgnoreCase(scheme) || "https".equalsIgnoreCase(scheme);
		that(http, property, scheme + ":…", "is neither http nor https", remedy);
		that(RequestUrl.isUsable(url), property, scheme + "://" + url.getRawAuthority(), "has no usable host or port",
				remedy);
		return url;
	}

	private URI parse(String given, String property, String remedy) {
		try {
			return RequestUrl.parse(given);
		}
		catch (URISyntaxException ex) {
			throw new InvalidSpecException(this.source, property, SECRET,
					"is not a URL (" + ex.getReason() + " at index " + ex.getIndex() + ")", remedy);
		}
	}

}

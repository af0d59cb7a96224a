package dev.eventsource.connection;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

import dev.eventsource.EventSourceSpec;

/**
 * Makes the headers of every request of a source: ours, the configured ones, credentials.
 */
final class RequestHeaders {

	private static final String REMEDY = "Remove what HTTP does not allow there.";

	private final SpecCheck check;

	/** One for all sources that add none. */
	private static final Map<String, String> USUAL = usual();

	private final Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

	RequestHeaders(SpecCheck check) {
		this.check = check;
	}

	Map<String, String> create(EventSourceSpec spec) {
		this.headers.putAll(USUAL);
		if (Boolean.TRUE.equals(spec.compression())) {
			this.headers.put("Accept-Encoding", "gzip");
		}
		Objects.requireNonNull(spec.headers()).forEach(this::add);
		if (spec.auth() != null) {
			addCredentials(spec.auth());
		}
		return this.headers.equals(USUAL) ? USUAL : Collections.unmodifiableMap(this.headers);
	}

	private static Map<String, String> usual() {
		Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
		headers.put("Accept", "text/event-stream");
		headers.put("Cache-Control", "no-cache");
		headers.put("Accept-Encoding", "identity");
		headers.put("User-Agent", userAgent());
		return Collections.unmodifiableMap(headers);
	}

	private static String userAgent() {
		String version = Connection.class.getPackage().getImplementationVersion();
		return "eventsource-spring/" + ((version != null) ? version : "unreleased");
	}

	private void add(String name, String value) {
		this.check.that(HeaderRules.isName(name), "headers", SpecCheck.SECRET, "has a name that is none", REMEDY);
		String property = "headers." + name;
		this.check.that(!HeaderRules.isOurs(name), property, SpecCheck.SECRET, "can not be set",
				"Leave this header to the client.");
		checkValue(property, value);
		this.headers.put(name, value);
	}

	private void addCredentials(EventSourceSpec.Auth auth) {
		EventSourceSpec.Basic basic = auth.basic();
		boolean isBasic = basic != null && (basic.username() != null || basic.password() != null);
		this.check.that(!isBasic || auth.bearer() == null, "auth", SpecCheck.SECRET, "has both basic and bearer",
				"Keep one of them.");
		String registration = (auth.oauth2() != null) ? auth.oauth2().registration() : null;
		boolean isOAuth2 = registration != null && !registration.isBlank();
		this.check.that(!isOAuth2 || !isBasic && auth.bearer() == null, "auth", SpecCheck.SECRET,
				"has oauth2 besides basic or bearer", "Keep one of them.");
		boolean isAny = isBasic || isOAuth2 || auth.bearer() != null;
		this.check.that(!isAny || !this.headers.containsKey("Authorization"), "headers.Authorization", SpecCheck.SECRET,
				"is set besides 'auth'", "Keep one of them.");
		if (isBasic) {
			addBasic(Objects.requireNonNull(basic));
		}
		else if (auth.bearer() != null) {
			checkValue("auth.bearer", auth.bearer());
			this.headers.put("Authorization", "Bearer " + auth.bearer());
		}
	}

	private void addBasic(EventSourceSpec.Basic basic) {
		String username = Objects.requireNonNullElse(basic.username(), "");
		String password = Objects.requireNonNullElse(basic.password(), "");
		this.check.that(!username.isEmpty() && username.indexOf(':') < 0, "auth.basic.username", SpecCheck.SECRET,
				"is missing or has a colon", "Use a user name without colon.");
		byte[] credentials = (username + ":" + password).getBytes(StandardCharsets.UTF_8);
		this.headers.put("Authorization", "Basic " + Base64.getEncoder().encodeToString(credentials));
	}

	private void checkValue(String property, String value) {
		this.check.that(HeaderRules.isValue(value), property, SpecCheck.SECRET, "has a control character", REMEDY);
	}

}

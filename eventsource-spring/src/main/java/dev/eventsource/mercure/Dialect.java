package dev.eventsource.mercure;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import dev.eventsource.MercureSpec;
import org.jspecify.annotations.Nullable;
import org.springframework.util.StringUtils;
import org.springframework.web.util.UriUtils;

/**
 * The names by which a generation of the protocol calls things; see "Subscription",
 * "Cookie" and "Reconnection, State Reconciliation, and Event Sourcing" in the Mercure
 * specification.
 */
enum Dialect {

	/** 0.x, as of v0.24.2. */
	V0("topic", "topic", "lastEventID", "mercureAuthorization"),

	/** 1.0, as of v1.0.0-alpha.3. */
	V1("match", "match_urlpattern", "last_event_id", "__Secure-mercure_access_token");

	/** Stands for all topics. */
	static final String WILDCARD = "*";

	private final String exact;

	private final String pattern;

	private final String idParameter;

	private final String cookie;

	Dialect(String exact, String pattern, String idParameter, String cookie) {
		this.exact = exact;
		this.pattern = pattern;
		this.idParameter = idParameter;
		this.cookie = cookie;
	}

	/**
	 * Returns the dialect that settings name.
	 * @param generation the setting
	 * @return {@code null} if the hub is to be asked
	 */
	static @Nullable Dialect of(MercureSpec.@Nullable Generation generation) {
		if (generation == null || generation == MercureSpec.Generation.AUTO) {
			return null;
		}
		return (generation == MercureSpec.Generation.V1) ? V1 : V0;
	}

	/**
	 * Returns the dialect in which a URL asks for topics.
	 * @param url a URL
	 * @return {@code null} if it asks for none
	 */
	static @Nullable Dialect spokenIn(URI url) {
		return Arrays.stream(values()).filter((dialect) -> !dialect.matchers(url).isEmpty()).findFirst().orElse(null);
	}

	String idParameter() {
		return this.idParameter;
	}

	String cookie() {
		return this.cookie;
	}

	/**
	 * Adds what is asked for to the URL of a hub.
	 * @param hub the URL
	 * @param matchers topics and patterns
	 * @return the longer URL
	 */
	URI ask(URI hub, List<Matcher> matchers) {
		URI url = hub;
		for (Matcher matcher : matchers) {
			url = with(url, matcher.isPattern() ? this.pattern : this.exact, matcher.text());
		}
		return url;
	}

	/**
	 * Adds a query parameter behind those that are there.
	 * @param url a URL without fragment
	 * @param name its name, of letters
	 * @param value its value, not encoded
	 * @return the longer URL
	 */
	static URI with(URI url, String name, String value) {
		String separator = (url.getRawQuery() == null) ? "?" : url.getRawQuery().isEmpty() ? "" : "&";
		// braces, slashes, colons and blanks: all but what is unreserved
		return URI.create(url + separator + name + "=" + UriUtils.encode(value, StandardCharsets.UTF_8));
	}

	/**
	 * Returns what a URL asks for in this dialect.
	 * @param url the URL
	 * @return topics and patterns, empty for none
	 */
	List<Matcher> matchers(URI url) {
		List<Matcher> matchers = new ArrayList<>();
		for (String parameter : StringUtils.tokenizeToStringArray(url.getRawQuery(), "&")) {
			int end = parameter.indexOf('=');
			String name = (end < 0) ? parameter : parameter.substring(0, end);
			if (name.equals(this.exact) || name.equals(this.pattern)) {
				String value = UriUtils.decode(parameter.substring(end + 1), StandardCharsets.UTF_8);
				matchers.add(new Matcher(value, !name.equals(this.exact)));
			}
		}
		return matchers;
	}

	/**
	 * What topics are compared with; see "Matcher Types" in the Mercure specification.
	 *
	 * @param text a topic or a pattern
	 * @param isPattern whether 1.0 is to take it for a URL pattern
	 */
	record Matcher(String text, boolean isPattern) {
	}

}

package dev.eventsource.mercure;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import dev.eventsource.MercureSpec;
import dev.eventsource.MercureSpec.Authorization;
import dev.eventsource.mercure.Dialect.Matcher;
import org.jspecify.annotations.Nullable;

/**
 * What one source wants from its hub.
 *
 * @param source name of the source
 * @param settings its settings
 * @param entry where each attempt begins: the hub, or the resource that names it
 * @param tokens gives its tokens, or {@code null} if it goes without
 */
record HubSubscription(String source, MercureSpec settings, URI entry, @Nullable TokenSource tokens) {

	/**
	 * Returns what the hub speaks.
	 * @return {@code null} if it is to be asked
	 */
	@Nullable Dialect dialect() {
		return Dialect.of(this.settings.generation());
	}

	boolean isDiscovered() {
		return this.settings.discover() != null;
	}

	/**
	 * Returns whether it takes an answer to know the URL that is to be asked.
	 * @return {@code false} if the settings say all
	 */
	boolean isOpen() {
		return isDiscovered() || dialect() == null;
	}

	/**
	 * Returns whether a request goes to the hub already, with topics.
	 * @param url where it goes
	 * @return {@code false} if the way there is still to be found
	 */
	boolean isAtHub(URI url) {
		return !isOpen() || Dialect.spokenIn(url) != null && !url.equals(this.entry);
	}

	List<Matcher> matchers() {
		List<Matcher> matchers = new ArrayList<>();
		texts(this.settings.topics()).forEach((topic) -> matchers.add(new Matcher(topic, false)));
		texts(this.settings.selectors()).forEach((selector) -> matchers.add(new Matcher(selector, true)));
		return matchers;
	}

	HubOrigins origins() {
		return new HubOrigins(texts(this.settings.allowedOrigins()));
	}

	boolean sendsCookie() {
		return this.settings.authorization() == Authorization.COOKIE;
	}

	String cookie(Dialect dialect) {
		return Objects.requireNonNullElse(this.settings.cookieName(), dialect.cookie());
	}

	static List<String> texts(@Nullable List<String> given) {
		return (given != null) ? given : List.of();
	}

	@Override
	public String toString() {
		return "HubSubscription[source=" + this.source + "]";
	}

}

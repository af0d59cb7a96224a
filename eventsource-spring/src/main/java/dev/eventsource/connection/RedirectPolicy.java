package dev.eventsource.connection;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * Says whether a redirect is followed, and what may go along.
 *
 * @param home the configured origin
 * @param allowed other origins that may get credentials
 * @param max redirects in a row; 0 to follow none
 * @param bound whether the request is more than a question: method and body then stay,
 * and go only where credentials may go
 */
record RedirectPolicy(Origin home, Set<Origin> allowed, int max, boolean bound) {

	private static final String INVALID = "redirect-invalid";

	RedirectPolicy(Origin home, Set<Origin> allowed, int max) {
		this(home, allowed, max, false);
	}

	Redirect follow(Hop hop, Signal.Head head) {
		if (this.bound && head.status() != 307 && head.status() != 308) {
			return refuse(INVALID, "The server redirected a request with method and body by " + head.status()
					+ ", which would turn it into another. Check 'url'");
		}
		return follow(hop, head.location());
	}

	Redirect follow(Hop hop, @Nullable String location) {
		if (hop.redirects() >= this.max) {
			return refuse("redirect-limit", "More than " + this.max + " redirects in a row. Check 'redirects.max'");
		}
		URI target = resolve(hop.uri(), location);
		if (target == null) {
			return refuse(INVALID, "The server redirected without a usable Location");
		}
		if (target.getRawUserInfo() != null) {
			return refuse(INVALID, "The server redirected to a URL with user-info");
		}
		Origin origin = Origin.of(target);
		if (Origin.of(hop.uri()).isSecure() && !origin.isSecure()) {
			return refuse(INVALID, "The server redirected from https to " + origin);
		}
		// what was once held back stays back, also when the chain comes home again
		boolean restricted = hop.restricted() || !mayKnowSecrets(origin);
		if (restricted && this.bound) {
			return refuse(INVALID, "The server redirected a request with method and body to " + origin
					+ ". Check 'redirects.allowed-origins'");
		}
		return new Redirect(new Hop(target, hop.redirects() + 1, restricted), Failure.of(""));
	}

	private boolean mayKnowSecrets(Origin origin) {
		return origin.equals(this.home) || this.allowed.contains(origin);
	}

	private static @Nullable URI resolve(URI base, @Nullable String location) {
		if (location == null || location.isBlank()) {
			return null;
		}
		try {
			URI target = RequestUrl.withoutFragment(base.resolve(new URI(location.strip())));
			return RequestUrl.isUsable(target) ? target : null;
		}
		catch (URISyntaxException | IllegalArgumentException ex) {
			return null;
		}
	}

	private static Redirect refuse(String reason, String message) {
		return new Redirect(null, new Failure(reason, 0, message));
	}

	/**
	 * What becomes of a redirect.
	 *
	 * @param target where to go, or {@code null} if it is refused
	 * @param refusal why it is refused
	 */
	record Redirect(@Nullable Hop target, Failure refusal) {

	}

}

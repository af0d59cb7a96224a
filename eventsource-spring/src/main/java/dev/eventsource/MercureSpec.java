package dev.eventsource;

import java.time.Duration;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * What a source asks a Mercure hub for. A source is one of a hub if it has topics,
 * selectors or a resource to discover the hub from.
 *
 * @param topics topics to receive, each as it is published; {@code *} for all
 * @param selectors patterns of topics to receive: URI templates for 0.x, URL patterns for
 * 1.0
 * @param generation generation of the protocol
 * @param discover URL of a resource whose {@code Link} header names the hub, in place of
 * {@code url}
 * @param allowedOrigins origins besides that of the resource where a discovered hub may
 * be
 * @param earliest whether to begin with everything the hub has
 * @param authorization how the token is sent
 * @param cookieName name of the cookie, if not the protocol's own
 * @param jwt the token
 */
public record MercureSpec(@Nullable List<String> topics, @Nullable List<String> selectors,
		@Nullable Generation generation, @Nullable String discover, @Nullable List<String> allowedOrigins,
		@Nullable Boolean earliest, @Nullable Authorization authorization, @Nullable String cookieName,
		@Nullable Jwt jwt) {

	private static final MercureSpec NONE = new MercureSpec(null, null, null, null, null, null, null, null, null);

	/**
	 * Begins with topics.
	 * @param topics topics to receive, each as it is published
	 * @return settings with nothing else
	 */
	public static MercureSpec of(String... topics) {
		return new MercureSpec(List.of(topics), null, null, null, null, null, null, null, null);
	}

	/**
	 * Begins with a resource that names hub and topic.
	 * @param resource its URL
	 * @return settings with nothing else
	 */
	public static MercureSpec discover(String resource) {
		return new MercureSpec(null, null, null, resource, null, null, null, null, null);
	}

	/**
	 * Sets the patterns of topics to receive.
	 * @param selectors URI templates for 0.x, URL patterns for 1.0
	 * @return a copy
	 */
	public MercureSpec withSelectors(String... selectors) {
		return new MercureSpec(this.topics, List.of(selectors), this.generation, this.discover, this.allowedOrigins,
				this.earliest, this.authorization, this.cookieName, this.jwt);
	}

	/**
	 * Sets the generation of the protocol.
	 * @param generation the generation
	 * @return a copy
	 */
	public MercureSpec withGeneration(Generation generation) {
		return new MercureSpec(this.topics, this.selectors, generation, this.discover, this.allowedOrigins,
				this.earliest, this.authorization, this.cookieName, this.jwt);
	}

	/**
	 * Sets the token.
	 * @param jwt how to get it
	 * @return a copy
	 */
	public MercureSpec withJwt(Jwt jwt) {
		return new MercureSpec(this.topics, this.selectors, this.generation, this.discover, this.allowedOrigins,
				this.earliest, this.authorization, this.cookieName, jwt);
	}

	/**
	 * Returns what is set, or no settings.
	 * @param spec settings, or {@code null}
	 * @return never {@code null}
	 */
	public static MercureSpec orNone(@Nullable MercureSpec spec) {
		return (spec != null) ? spec : NONE;
	}

	/**
	 * Returns no value of any setting: some are secret.
	 */
	@Override
	public String toString() {
		return "MercureSpec[...]";
	}

	/**
	 * Generation of the protocol.
	 */
	public enum Generation {

		/** Asks the hub, before each connection, whether it has the metadata of 1.0. */
		AUTO,

		/** 0.x, as of protocol version 8. */
		V0,

		/** 1.0, as of its third alpha. */
		V1

	}

	/**
	 * How the token is sent.
	 */
	public enum Authorization {

		/** In the header {@code Authorization}. */
		HEADER,

		/** As a cookie. */
		COOKIE

	}

	/**
	 * The token that opens private updates. One of {@code token}, {@code supplier} and
	 * {@code key} is set.
	 *
	 * @param token the token itself
	 * @param supplier name of a bean that gives a token, asked before each connection
	 * @param key what to sign tokens with: a secret for HS256, a private key in PEM for
	 * RS256; {@code file:} and {@code classpath:} for where it is
	 * @param algorithm how to sign
	 * @param lifetime time until a signed token expires
	 * @param issuer {@code iss} of a token for 1.0
	 * @param audience {@code aud} of a token for 1.0; by default the URL of the hub
	 * @param subject {@code sub} and {@code client_id}; by default the source's name
	 * @param subscribe topics the token opens; by default those of the source
	 * @param publish topics that may be published with it
	 */
	public record Jwt(@Nullable String token, @Nullable String supplier, @Nullable String key,
			@Nullable Algorithm algorithm, @Nullable Duration lifetime, @Nullable String issuer,
			@Nullable String audience, @Nullable String subject, @Nullable List<String> subscribe,
			@Nullable List<String> publish) {

		/**
		 * Takes a token as it is.
		 * @param token the token
		 * @return the settings
		 */
		public static Jwt ofToken(String token) {
			return new Jwt(token, null, null, null, null, null, null, null, null, null);
		}

		/**
		 * Signs tokens.
		 * @param algorithm how
		 * @param key a secret, or a private key in PEM
		 * @return the settings
		 */
		public static Jwt signed(Algorithm algorithm, String key) {
			return new Jwt(null, null, key, algorithm, null, null, null, null, null, null);
		}

		@Override
		public String toString() {
			return "Jwt[...]";
		}

	}

	/**
	 * How a token is signed.
	 */
	public enum Algorithm {

		/** By a secret that the hub has, too. */
		HS256,

		/** By a private key, the public one of which the hub has. */
		RS256

	}

}

package dev.eventsource.mercure;

import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

import dev.eventsource.EventSourceSpec;
import dev.eventsource.InvalidSpecException;
import dev.eventsource.MercureSpec;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import org.springframework.util.ClassUtils;

/**
 * Reads what a source wants from its hub out of its settings, and says what is wrong with
 * them.
 *
 * @param suppliers gives suppliers of tokens by their names, {@code null} for none
 * @param clock says when tokens expire
 * @param random tells tokens apart
 */
record SubscriptionReader(Function<String, @Nullable Supplier<String>> suppliers, InstantSource clock,
		RandomGenerator random) {

	private static final Log log = LogFactory.getLog(MercureCustomizer.class);

	private static final String HIDDEN = "***";

	private static final String JOSE = "com.nimbusds.jose.JWSSigner";

	private static final Duration SHORTEST = Duration.ofMinutes(2);

	/**
	 * Reads settings.
	 * @param source name of the source
	 * @param spec its settings
	 * @return {@code null} if it is not one of a hub
	 */
	@Nullable HubSubscription read(String source, EventSourceSpec spec) {
		MercureSpec mercure = MercureSpec.orNone(spec.mercure());
		String discover = mercure.discover();
		List<String> wanted = Stream.of(mercure.topics(), mercure.selectors())
			.flatMap((texts) -> HubSubscription.texts(texts).stream())
			.toList();
		if (discover == null && wanted.isEmpty()) {
			return null;
		}
		check(source, discover == null || spec.url() == null, "discover", "is set besides 'url'", "Keep one of them.");
		check(source, wanted.stream().noneMatch(SubscriptionReader::isUnsendable), "topics",
				"has an empty topic, or one with a control character", "Write topics as they are published.");
		String entry = (discover != null) ? discover : Objects.requireNonNullElse(spec.url(), "");
		URI url = url(source, (discover != null) ? "mercure.discover" : "url", entry);
		TokenSource tokens = tokens(source, spec, mercure);
		if (tokens != null && isReadableByOthers(url)) {
			log.warn("Event source '" + source + "' sends its token over http, where others can read it: use https.");
		}
		return new HubSubscription(source, mercure, url, tokens);
	}

	/** See "Presenting the Access Token" in the Mercure specification. */
	private static boolean isReadableByOthers(URI url) {
		return "http".equalsIgnoreCase(url.getScheme())
				&& !Set.of("localhost", "127.0.0.1", "[::1]").contains(String.valueOf(url.getHost()));
	}

	private static URI url(String source, String property, String text) {
		try {
			return URI.create(text.strip());
		}
		catch (IllegalArgumentException ex) {
			throw new InvalidSpecException(source, property, HIDDEN, "is not a URL",
					"Use an http or https URL without user-info.");
		}
	}

	/** See "Subscription" in the Mercure specification. */
	private static boolean isUnsendable(String topic) {
		return topic.isEmpty() || topic.codePoints()
			.anyMatch((point) -> Character.isISOControl(point) || Character.getType(point) == Character.FORMAT);
	}

	private @Nullable TokenSource tokens(String source, EventSourceSpec spec, MercureSpec mercure) {
		MercureSpec.Jwt jwt = mercure.jwt();
		long ways = (jwt == null) ? 0
				: Stream.of(jwt.token(), jwt.supplier(), jwt.key()).filter(Objects::nonNull).count();
		if (jwt == null || ways == 0) {
			return null;
		}
		check(source, ways == 1, "jwt", "has more than one of token, supplier and key", "Keep one of them.");
		EventSourceSpec.Auth auth = spec.auth();
		check(source, auth == null || auth.bearer() == null && auth.basic() == null, "jwt", "is set besides 'auth'",
				"Keep one of them.");
		String token = jwt.token();
		if (token != null) {
			check(source, token.matches("[A-Za-z0-9._~+/=-]+"), "jwt.token", "is no token",
					"Use one of letters and digits.");
			return (dialect, url) -> token;
		}
		if (jwt.supplier() != null) {
			return supplied(source, jwt.supplier());
		}
		return signed(source, jwt);
	}

	private TokenSource supplied(String source, String name) {
		Supplier<String> supplier = this.suppliers.apply(name);
		if (supplier == null) {
			throw new InvalidSpecException(source, "mercure.jwt.supplier", name, "names no bean of type Supplier",
					"Define one of that name, which gives a token.");
		}
		return (dialect, url) -> supplier.get();
	}

	private TokenSource signed(String source, MercureSpec.Jwt jwt) {
		check(source, ClassUtils.isPresent(JOSE, null), "jwt.key", "needs a library that signs",
				"Add 'org.springframework.security:spring-security-oauth2-jose'.");
		Duration lifetime = Objects.requireNonNullElse(jwt.lifetime(), SignedTokens.LIFETIME);
		check(source, lifetime.compareTo(SHORTEST) >= 0, "jwt.lifetime", "is below 2m",
				"A hub closes the stream when its token expires; use minutes or hours.");
		MercureSpec.Algorithm algorithm = Objects.requireNonNullElse(jwt.algorithm(), MercureSpec.Algorithm.HS256);
		SigningKey key = SigningKey.read(source, algorithm, Objects.requireNonNull(jwt.key()));
		return new SignedTokens(source, jwt, key, this.clock, this.random);
	}

	private static void check(String source, boolean condition, String property, String problem, String remedy) {
		if (!condition) {
			throw new InvalidSpecException(source, "mercure." + property, HIDDEN, problem, remedy);
		}
	}

}

package dev.eventsource.mercure;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.random.RandomGenerator;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.eventsource.MercureSpec;
import dev.eventsource.mercure.Dialect.Matcher;

/**
 * Signs a token for each connection, so that none is old. See "Token Validation" and
 * "Authorization Details" in the Mercure specification, and "Authorization" in that of
 * 0.x.
 */
final class SignedTokens implements TokenSource {

	static final Duration LIFETIME = Duration.ofHours(1);

	private static final String DETAIL_TYPE = "https://mercure.rocks/authorization-detail";

	private final String source;

	private final MercureSpec.Jwt settings;

	private final SigningKey key;

	private final InstantSource clock;

	private final RandomGenerator random;

	SignedTokens(String source, MercureSpec.Jwt settings, SigningKey key, InstantSource clock, RandomGenerator random) {
		this.source = source;
		this.settings = settings;
		this.key = key;
		this.clock = clock;
		this.random = random;
	}

	@Override
	public String token(Dialect dialect, URI url) throws JOSEException {
		JOSEObjectType type = (dialect == Dialect.V1) ? new JOSEObjectType("at+jwt") : JOSEObjectType.JWT;
		SignedJWT token = new SignedJWT(new JWSHeader.Builder(this.key.algorithm()).type(type).build(),
				claims(dialect, url));
		token.sign(this.key.signer());
		return token.serialize();
	}

	private JWTClaimsSet claims(Dialect dialect, URI url) {
		Instant now = this.clock.instant();
		Duration lifetime = Objects.requireNonNullElse(this.settings.lifetime(), LIFETIME);
		JWTClaimsSet.Builder claims = new JWTClaimsSet.Builder().issueTime(Date.from(now))
			.expirationTime(Date.from(now.plus(lifetime)));
		List<Matcher> granted = granted(dialect, url);
		if (dialect == Dialect.V0) {
			return claims.claim("mercure", grants(granted)).build();
		}
		String subject = Objects.requireNonNullElse(this.settings.subject(), this.source);
		return claims.issuer(Objects.requireNonNullElse(this.settings.issuer(), subject))
			.audience(Objects.requireNonNullElse(this.settings.audience(), HubResolver.withoutQuery(url)))
			.subject(subject)
			.claim("client_id", subject)
			.jwtID("urn:uuid:" + new UUID(this.random.nextLong(), this.random.nextLong()))
			.claim("authorization_details", details(granted))
			.build();
	}

	private List<Matcher> granted(Dialect dialect, URI url) {
		List<String> subscribe = this.settings.subscribe();
		return (subscribe == null) ? dialect.matchers(url)
				: subscribe.stream().map((text) -> new Matcher(text, true)).toList();
	}

	private List<String> published() {
		return HubSubscription.texts(this.settings.publish());
	}

	private Map<String, Object> grants(List<Matcher> granted) {
		Map<String, Object> grants = new LinkedHashMap<>();
		grants.put("subscribe", granted.stream().map(Matcher::text).toList());
		if (!published().isEmpty()) {
			grants.put("publish", published());
		}
		return grants;
	}

	private List<Object> details(List<Matcher> granted) {
		List<Object> details = new ArrayList<>();
		if (!granted.isEmpty()) {
			details.add(detail("subscribe", granted));
		}
		List<Matcher> published = published().stream().map((text) -> new Matcher(text, true)).toList();
		if (!published.isEmpty()) {
			details.add(detail("publish", published));
		}
		return details;
	}

	private static Map<String, Object> detail(String action, List<Matcher> matchers) {
		List<Map<String, String>> topics = matchers.stream().map(SignedTokens::topic).toList();
		return Map.of("type", DETAIL_TYPE, "actions", List.of(action), "topics", topics);
	}

	private static Map<String, String> topic(Matcher matcher) {
		boolean named = matcher.isPattern() && !matcher.text().equals(Dialect.WILDCARD);
		return named ? Map.of("match", matcher.text(), "match_type", "urlpattern") : Map.of("match", matcher.text());
	}

}

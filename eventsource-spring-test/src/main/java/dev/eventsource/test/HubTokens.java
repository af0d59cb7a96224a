package dev.eventsource.test;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.Signature;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import dev.eventsource.test.HubMatcher.Type;
import org.jspecify.annotations.Nullable;

/**
 * Reads and verifies the tokens of requests; see "Presenting the Access Token" and "Token
 * Validation" in the Mercure specification, and "Authorization" in that of 0.x.
 */
final class HubTokens {

	private final HubDialect dialect;

	private final String secret;

	private final String issuer;

	private final String audience;

	private volatile @Nullable PublicKey key;

	HubTokens(HubDialect dialect, String secret, String issuer, String audience) {
		this.dialect = dialect;
		this.secret = secret;
		this.issuer = issuer;
		this.audience = audience;
	}

	void trust(PublicKey key) {
		this.key = key;
	}

	/**
	 * Returns what the token of a request opens.
	 * @param request the request
	 * @return empty if it has none
	 * @throws HubRefusal if it is not to be believed
	 */
	Optional<HubGrants> grants(RecordedRequest request) {
		return presented(request).map(this::verified);
	}

	private Optional<String> presented(RecordedRequest request) {
		Optional<String> header = request.header("Authorization");
		if (header.isPresent()) {
			return header.filter((value) -> value.startsWith("Bearer ")).map((value) -> value.substring(7));
		}
		String name = this.dialect.cookie() + "=";
		return request.headers("Cookie")
			.stream()
			.flatMap((cookies) -> List.of(cookies.split("; *")).stream())
			.filter((cookie) -> cookie.startsWith(name))
			.map((cookie) -> cookie.substring(name.length()))
			.findFirst();
	}

	private HubGrants verified(String token) {
		try {
			String[] parts = token.split("\\.", -1);
			Map<String, Object> head = Json.object(decode(parts[0]));
			boolean genuine = parts.length == 3 && isSigned(String.valueOf(head.get("alg")), parts);
			Map<String, Object> claims = Json.object(decode(parts[1]));
			if (genuine && isFresh(claims) && (!this.dialect.strict() || isForUs(head, claims))) {
				return this.dialect.strict() ? details(claims) : legacy(claims);
			}
		}
		catch (GeneralSecurityException | IllegalArgumentException | ClassCastException ex) {
			// told as any other defect
		}
		throw new HubRefusal(401, "invalid_token");
	}

	private boolean isSigned(String algorithm, String[] parts) throws GeneralSecurityException {
		byte[] signed = (parts[0] + "." + parts[1]).getBytes(StandardCharsets.US_ASCII);
		byte[] signature = Base64.getUrlDecoder().decode(parts[2]);
		PublicKey trusted = this.key;
		if (algorithm.equals("RS256") && trusted != null) {
			Signature check = Signature.getInstance("SHA256withRSA");
			check.initVerify(trusted);
			check.update(signed);
			return check.verify(signature);
		}
		Mac mac = Mac.getInstance("HmacSHA256");
		mac.init(new SecretKeySpec(this.secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
		return algorithm.equals("HS256") && MessageDigest.isEqual(mac.doFinal(signed), signature);
	}

	private boolean isFresh(Map<String, Object> claims) {
		Object expires = claims.get("exp");
		return (expires instanceof Double seconds) ? seconds > Instant.now().getEpochSecond() : !this.dialect.strict();
	}

	private boolean isForUs(Map<String, Object> head, Map<String, Object> claims) {
		Object audience = claims.get("aud");
		boolean ours = this.audience.equals(audience)
				|| audience instanceof List<?> several && several.contains(this.audience);
		boolean complete = claims.keySet().containsAll(List.of("sub", "client_id", "iat", "jti"));
		return ours && complete && "at+jwt".equals(head.get("typ")) && this.issuer.equals(claims.get("iss"));
	}

	private static HubGrants legacy(Map<String, Object> claims) {
		if (!(claims.get("mercure") instanceof Map<?, ?> mercure)) {
			return HubGrants.NONE;
		}
		return new HubGrants(selectors(mercure.get("subscribe")), selectors(mercure.get("publish")));
	}

	private static List<HubMatcher> selectors(@Nullable Object texts) {
		return (texts instanceof List<?> list)
				? list.stream().map((text) -> new HubMatcher(Type.TEMPLATE, (String) text)).toList() : List.of();
	}

	/** See "Authorization Details" in the Mercure specification. */
	private static HubGrants details(Map<String, Object> claims) {
		List<HubMatcher> subscribe = new ArrayList<>();
		List<HubMatcher> publish = new ArrayList<>();
		for (Object each : (List<?>) claims.getOrDefault("authorization_details", List.of())) {
			Map<?, ?> detail = (Map<?, ?>) each;
			if (!"https://mercure.rocks/authorization-detail".equals(detail.get("type"))) {
				continue;
			}
			List<?> actions = (List<?>) member(detail, "actions");
			List<HubMatcher> topics = ((List<?>) member(detail, "topics")).stream().map(HubTokens::matcher).toList();
			subscribe.addAll(actions.contains("subscribe") ? topics : List.of());
			publish.addAll(actions.contains("publish") ? topics : List.of());
		}
		return new HubGrants(subscribe, publish);
	}

	private static HubMatcher matcher(Object entry) {
		Map<?, ?> topic = (Map<?, ?>) entry;
		Object type = topic.get("match_type");
		if (type != null && !type.equals("exact") && !type.equals("urlpattern")) {
			throw new IllegalArgumentException("Unknown type of matcher");
		}
		return new HubMatcher("urlpattern".equals(type) ? Type.URL_PATTERN : Type.EXACT,
				(String) member(topic, "match"));
	}

	private static Object member(Map<?, ?> object, String name) {
		Object member = object.get(name);
		if (member == null) {
			throw new IllegalArgumentException("No " + name);
		}
		return member;
	}

	private static String decode(String part) {
		return new String(Base64.getUrlDecoder().decode(part), StandardCharsets.UTF_8);
	}

}

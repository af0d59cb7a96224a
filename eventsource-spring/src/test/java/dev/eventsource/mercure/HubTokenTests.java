package dev.eventsource.mercure;

import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.Base64;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;

import dev.eventsource.EventSourceSpecBuilder;
import dev.eventsource.InvalidSpecException;
import dev.eventsource.MercureSpec;
import dev.eventsource.MercureSpec.Algorithm;
import dev.eventsource.MercureSpec.Generation;
import dev.eventsource.MercureSpec.Jwt;
import dev.eventsource.connection.TlsMaterial;
import dev.eventsource.test.MercureTestHub;
import dev.eventsource.test.SseServerOptions;
import dev.eventsource.testing.ServerKeys;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

import static dev.eventsource.mercure.HubWorld.TOPIC;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * How the token of a source is made and sent; see "Authorization" in the Mercure
 * specification.
 */
class HubTokenTests {

	@ParameterizedTest
	@EnumSource(mode = Mode.EXCLUDE, names = "AUTO")
	void signsByAPrivateKey(Generation generation) throws GeneralSecurityException, InterruptedException {
		KeyPair keys = rsa();
		try (HubWorld world = new HubWorld(generation)) {
			world.hub.trust(keys.getPublic());
			world.subscribe(MercureSpec.of(TOPIC).withGeneration(generation).withJwt(rs256(pem(keys))));
			world.hub.endpoint().awaitConnected();

			world.hub.publishPrivately(TOPIC, "secret");

			assertThat(world.next().data()).isEqualTo("secret");
		}
	}

	@ParameterizedTest
	@EnumSource(mode = Mode.EXCLUDE, names = "AUTO")
	void readsOverTls(Generation generation, @TempDir Path directory) throws InterruptedException {
		ServerKeys keys = ServerKeys.in(directory);
		SseServerOptions tls = SseServerOptions.defaults().withTls(keys.store(), ServerKeys.PASSWORD);
		try (HubWorld world = new HubWorld(generation, tls,
				(registry) -> registry.sslBundles((name) -> TlsMaterial.of(null, keys.trust())))) {
			world.open(world.hub.url().toString(), MercureSpec.of(TOPIC).withJwt(HubWorld.signed()),
					(spec) -> spec.sslBundle("hub"));
			world.hub.endpoint().awaitConnected();

			world.hub.publishPrivately(TOPIC, "secret");

			assertThat(world.next().data()).isEqualTo("secret");
		}
	}

	@Test
	void signsANewTokenForEachConnection() {
		try (HubWorld world = new HubWorld(Generation.V1)) {
			world.subscribe(MercureSpec.of(TOPIC).withGeneration(Generation.V1).withJwt(HubWorld.signed()));
			world.hub.endpoint().awaitConnected();

			world.hub.closeStreams();

			world.hub.endpoint().awaitRequests(2);
			assertThat(world.hub.endpoint().requests()).extracting((request) -> request.header("Authorization"))
				.doesNotHaveDuplicates();
		}
	}

	@Test
	void asksForAnotherTokenWhenOneIsRefused() throws InterruptedException {
		AtomicInteger asked = new AtomicInteger();
		try (HubWorld world = new HubWorld(Generation.V1, SseServerOptions.defaults(), (registry) -> {
		}, () -> "token." + asked.incrementAndGet())) {
			world.subscribe(MercureSpec.of(TOPIC)
				.withGeneration(Generation.V1)
				.withJwt(new Jwt(null, "tokens", null, null, null, null, null, null, null, null)));

			world.hub.endpoint().awaitRequests(2);

			assertThat(world.hub.endpoint().requests()).extracting((request) -> request.header("Authorization").get())
				.containsExactly("Bearer token.1", "Bearer token.2");
		}
	}

	@ParameterizedTest
	@CsvSource({ "too-short, HS256, 'is too short'", "'not a key', RS256, 'is no private key'",
			"file:/does/not/exist, RS256, 'can not be read'" })
	void refusesAKeyThatIsNone(String key, Algorithm algorithm, String problem) {
		assertRefused(MercureSpec.of(TOPIC).withJwt(Jwt.signed(algorithm, key)), "'mercure.jwt.key' " + problem);
	}

	@Test
	void refusesMoreThanOneWayToGetTokens() {
		assertRefused(MercureSpec.of(TOPIC).withJwt(new Jwt("a", "b", null, null, null, null, null, null, null, null)),
				"'mercure.jwt' has more than one of token, supplier and key");
	}

	@Test
	void refusesATokenBesidesOtherCredentials() {
		assertRefused(MercureSpec.of(TOPIC).withJwt(Jwt.ofToken("a.b.c")), "'mercure.jwt' is set besides 'auth'",
				(spec) -> spec.bearer("other"));
	}

	@Test
	void refusesATopicThatNoHubTakes() {
		assertRefused(MercureSpec.of("a\nb"), "'mercure.topics' has an empty topic, or one with a control character");
	}

	@Test
	void refusesTwoPlacesToBegin() {
		assertRefused(MercureSpec.discover("https://example.com/books"), "'mercure.discover' is set besides 'url'");
	}

	private static void assertRefused(MercureSpec mercure, String problem) {
		assertRefused(mercure, problem, UnaryOperator.identity());
	}

	private static void assertRefused(MercureSpec mercure, String problem,
			UnaryOperator<EventSourceSpecBuilder> settings) {
		try (HubWorld world = new HubWorld(Generation.V1)) {
			assertThatExceptionOfType(InvalidSpecException.class)
				.isThrownBy(() -> world.open("https://hub.example", mercure, settings))
				.withMessageContaining(problem);
		}
	}

	private static Jwt rs256(String pem) {
		return new Jwt(null, null, pem, Algorithm.RS256, null, MercureTestHub.ISSUER, null, null, null, null);
	}

	private static KeyPair rsa() throws GeneralSecurityException {
		KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
		generator.initialize(2048);
		return generator.generateKeyPair();
	}

	private static String pem(KeyPair keys) {
		return "-----BEGIN PRIVATE KEY-----\n" + Base64.getMimeEncoder().encodeToString(keys.getPrivate().getEncoded())
				+ "\n-----END PRIVATE KEY-----\n";
	}

}

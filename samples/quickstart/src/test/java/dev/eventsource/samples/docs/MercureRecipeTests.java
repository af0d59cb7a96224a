package dev.eventsource.samples.docs;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.eventsource.EventSource;
import dev.eventsource.mercure.MercureHubs;
import dev.eventsource.samples.docs.MercureBooks.Book;
import dev.eventsource.samples.docs.MercureBooks.BookListener;
import dev.eventsource.samples.docs.MercureBooks.BookPublisher;
import dev.eventsource.samples.docs.MercureBooks.BookSubscribers;
import dev.eventsource.samples.docs.MercureBooks.Encrypted;
import dev.eventsource.samples.docs.MercureBooks.Tokens;
import dev.eventsource.test.MercureTestHub;
import dev.eventsource.test.MercureTestHub.Generation;
import dev.eventsource.test.SseResponse;
import dev.eventsource.test.SseServerOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * The recipe for Mercure hubs, step by step, against a hub.
 */
class MercureRecipeTests {

	private static final String TOPIC = "https://example.com/books/1";

	@TempDir
	private Path directory;

	@ParameterizedTest
	@EnumSource
	void listensToWhatTheApplicationPublishes(Generation generation) throws IOException {
		try (MercureTestHub hub = hub(generation);
				ConfigurableApplicationContext application = start(hub, BookListener.class, BookPublisher.class)) {
			hub.endpoint().awaitConnected();

			String id = application.getBean(BookPublisher.class).publish(new Book("Emma", 3));

			assertThat(id).startsWith("urn:uuid:");
			await().untilAsserted(() -> assertThat(shelf(application)).containsEntry("Emma", 3));
		}
	}

	@ParameterizedTest
	@EnumSource
	void listensToWhatAShellPublishes(Generation generation) throws Exception {
		try (MercureTestHub hub = hub(generation);
				ConfigurableApplicationContext application = start(hub, BookListener.class)) {
			hub.endpoint().awaitConnected();

			run(block("bash", "curl"), Map.of("HUB_URL", hub.url().toString(), "TOKEN", publisher(hub)));

			await().untilAsserted(() -> assertThat(shelf(application)).containsEntry("Emma", 3));
		}
	}

	@Test
	void hearsThatTheHubHasLostItsHistory() throws IOException {
		try (MercureTestHub hub = hub(Generation.V1);
				ConfigurableApplicationContext application = start(hub, BookListener.class)) {
			hub.endpoint().awaitConnected();
			hub.publish(TOPIC, "{\"title\":\"Emma\",\"stock\":3}");
			await().until(() -> !shelf(application).isEmpty());

			hub.forget();
			hub.closeStreams();

			await().until(() -> shelf(application).isEmpty());
		}
	}

	@Test
	void findsTheHubByAResource() throws IOException {
		try (MercureTestHub hub = hub(Generation.V0)) {
			hub.server()
				.on("/books/1")
				.always(SseResponse.status(200).header("Link", "<" + hub.url() + ">; rel=\"mercure\""));
			String yaml = block("yaml", "discover").replace("https://example.com", hub.server().url("").toString())
				.replace("book:", "books:");
			try (ConfigurableApplicationContext application = start(yaml, List.of(), BookListener.class)) {
				hub.endpoint().awaitConnected();

				hub.publish(hub.server().url("/books/1").toString(), "{\"title\":\"Emma\",\"stock\":3}");

				await().untilAsserted(() -> assertThat(shelf(application)).containsEntry("Emma", 3));
			}
		}
	}

	@Test
	void asksABeanForTokens() throws IOException {
		try (MercureTestHub hub = hub(Generation.V0);
				ConfigurableApplicationContext application = start(
						"eventsource.sources.books: {url: '" + hub.url() + "', mercure: {topics: '" + TOPIC
								+ "', generation: v0, jwt.supplier: hubTokens}, auto-startup: false}",
						List.of(), BookListener.class, Tokens.class)) {
			application.getBean(Tokens.class).vault.put("mercure", "of.the.vault");

			application.getBean("booksEventSource", EventSource.class).start();

			assertThat(hub.endpoint().takeRequest().header("Authorization")).hasValue("Bearer of.the.vault");
		}
	}

	@ParameterizedTest
	@EnumSource
	void tellsWhoListens(Generation generation) throws IOException {
		try (MercureTestHub hub = hub(generation);
				ConfigurableApplicationContext application = start(hub, BookListener.class)) {
			hub.endpoint().awaitConnected();

			assertThat(new BookSubscribers().topics(application.getBean(MercureHubs.class))).containsExactly(TOPIC);
		}
	}

	@Test
	void readsWhatTheHubCanNot() throws IOException {
		try (MercureTestHub hub = hub(Generation.V1);
				ConfigurableApplicationContext application = start(hub, BookListener.class, Encrypted.class)) {
			hub.endpoint().awaitConnected();

			hub.publish(TOPIC,
					application.getBean(Encrypted.class).encryption.encrypt("{\"title\":\"Emma\",\"stock\":3}"));

			await().untilAsserted(() -> assertThat(shelf(application)).containsEntry("Emma", 3));
		}
	}

	@Test
	void listensWithoutSpringBoot() {
		try (MercureTestHub hub = hub(Generation.V0);
				EventSource books = MercureBooks.withoutBoot(hub.url().toString(), "a.b.c")) {
			books.onMessage((event) -> {
			});
			books.start();

			assertThat(hub.endpoint().takeRequest().header("Authorization")).hasValue("Bearer a.b.c");
		}
	}

	@Test
	void startsTheHubOfTheRecipe() {
		try (MercureTestHub hub = MercureTestHub.start(Generation.V1)) {
			String url = hub.url().toString();
			String key = MercureTestHub.SECRET;
			assertThat(url).endsWith("/.well-known/mercure");
			assertThat(key).hasSizeGreaterThan(31);
		}
	}

	private static MercureTestHub hub(Generation generation) {
		return MercureTestHub.start(generation, SseServerOptions.defaults().withPatience(Duration.ofSeconds(30)));
	}

	private ConfigurableApplicationContext start(MercureTestHub hub, Class<?>... beans) throws IOException {
		return start(block("yaml", "HUB_URL"),
				List.of("--HUB_URL=" + hub.url(), "--MERCURE_JWT_KEY=" + MercureTestHub.SECRET,
						"--eventsource.sources.books.checkpoint.directory=" + this.directory),
				beans);
	}

	private ConfigurableApplicationContext start(String yaml, List<String> arguments, Class<?>... beans)
			throws IOException {
		Path settings = Files.writeString(this.directory.resolve("application.yml"), yaml);
		List<String> all = new ArrayList<>(arguments);
		all.add("--spring.config.location=" + settings.toUri());
		all.add("--eventsource.defaults.reconnect.delay=50ms");
		all.add("--eventsource.defaults.reconnect.min-delay=0");
		return new SpringApplicationBuilder(Application.class).sources(beans)
			.web(WebApplicationType.NONE)
			.run(all.toArray(String[]::new));
	}

	private static Map<String, Integer> shelf(ConfigurableApplicationContext application) {
		return application.getBean(BookListener.class).shelf;
	}

	private static String block(String language, String part) throws IOException {
		return DocsFiles.fenced(language)
			.stream()
			.filter((block) -> block.file().endsWith("mercure.md") && block.text().contains(part))
			.map(DocsFiles.Block::text)
			.findFirst()
			.orElseThrow();
	}

	private static void run(String command, Map<String, String> environment) throws Exception {
		ProcessBuilder shell = new ProcessBuilder("bash", "-c", command).redirectErrorStream(true);
		shell.environment().putAll(environment);
		Process process = shell.start();
		String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		assertThat(process.waitFor()).as(output).isZero();
	}

	private static String publisher(MercureTestHub hub) throws JOSEException {
		JWTClaimsSet claims = new JWTClaimsSet.Builder().claim("mercure", Map.of("publish", List.of("*")))
			.claim("authorization_details",
					List.of(Map.of("type", "https://mercure.rocks/authorization-detail", "actions", List.of("publish"),
							"topics", List.of(Map.of("match", "*")))))
			.issuer(MercureTestHub.ISSUER)
			.audience(hub.url().toString())
			.subject("shell")
			.claim("client_id", "shell")
			.jwtID("1")
			.issueTime(new Date())
			.expirationTime(new Date(System.currentTimeMillis() + 60_000))
			.build();
		SignedJWT token = new SignedJWT(
				new JWSHeader.Builder(JWSAlgorithm.HS256).type(new JOSEObjectType("at+jwt")).build(), claims);
		token.sign(new MACSigner(MercureTestHub.SECRET));
		return token.serialize();
	}

	@EnableAutoConfiguration
	static class Application {

	}

}

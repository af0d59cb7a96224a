package dev.eventsource.samples.recipes;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import dev.eventsource.EventSource;
import dev.eventsource.ReadyState;
import dev.eventsource.test.RecordedRequest;
import dev.eventsource.test.SseResponse;
import dev.eventsource.test.SseServerOptions;
import dev.eventsource.test.SseTestServer;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Recipes for streams without end.
 */
class EndlessRecipesTests {

	private final SseTestServer server = SseTestServer.start();

	@TempDir
	private Path positions;

	@AfterEach
	void close() {
		this.server.close();
	}

	private static void eventually(ThrowingRunnable assertion) {
		await().atMost(Duration.ofSeconds(30)).untilAsserted(assertion);
	}

	private Recipe recipe(String page, Class<?> listener) {
		return Recipe.of(page, listener).with("eventsource.defaults.checkpoint.directory", this.positions);
	}

	@Test
	void wikimediaResumesByArrayIdsAndDropsWhatComesTwice() throws IOException {
		String[] blocks = Recipe.text("wikimedia-recentchange").split("(?<=\n\n)");
		this.server.always((request) -> wikimedia(request, blocks));

		try (ConfigurableApplicationContext context = recipe("wikimedia.md", Wikimedia.class).cook(this.server)) {
			List<Wikimedia.Change> changes = context.getBean(Wikimedia.class).changes();

			eventually(() -> assertThat(changes).hasSize(100));
			Set<String> ids = new HashSet<>();
			assertThat(changes).allMatch((change) -> ids.add(change.meta().id()));
			assertThat(this.server.requests().get(1).lastEventId())
				.hasValueSatisfying((id) -> assertThat(id).startsWith("[{\"topic\":\"eqiad.mediawiki.recentchange\""));
		}
	}

	/**
	 * Refuses the nameless, ends after 40 events, and goes on behind the first of an id.
	 */
	private static SseResponse wikimedia(RecordedRequest request, String[] blocks) {
		if (request.header("User-Agent").filter((agent) -> agent.contains("contact")).isEmpty()) {
			return SseResponse.status(403);
		}
		String id = request.lastEventId().orElse("");
		int from = 1;
		while (!id.isEmpty() && !blocks[from - 1].contains("id: " + id + "\n")) {
			from++;
		}
		int to = Math.min(blocks.length, from + 40);
		var answer = SseResponse.stream(blocks[0] + String.join("", List.of(blocks).subList(from, to)));
		return (to == blocks.length) ? answer.stayOpen() : answer.end();
	}

	@Test
	void launchDarklyKeepsTheStateOfAllFlags() throws IOException {
		this.server.enqueue(Recipe.recorded("launchdarkly-flags").end());
		this.server.enqueue(Recipe.recorded("launchdarkly-flags")
			.raw(Recipe.text("launchdarkly-patch-crlf").getBytes())
			.stayOpen());

		try (ConfigurableApplicationContext context = recipe("launchdarkly.md", LaunchDarkly.class)
			.with("LAUNCHDARKLY_SDK_KEY", "sdk-1")
			.cook(this.server)) {
			LaunchDarkly flags = context.getBean(LaunchDarkly.class);

			eventually(() -> {
				assertThat(this.server.requests()).hasSize(2);
				assertThat(flags.flags()).containsOnlyKeys("flagkey", "goals.02.featureWithGoals");
			});
			assertThat(this.server.requests()).allSatisfy((request) -> {
				assertThat(request.header("Authorization")).contains("sdk-1");
				assertThat(request.lastEventId()).isEmpty();
			});
		}
	}

	@Test
	void firebaseFollowsTheRedirectAndEndsWhenItIsCancelled() throws IOException {
		try (SseTestServer shard = SseTestServer.start()) {
			shard.on("/rooms.json").enqueue(Recipe.recorded("firebase-rtdb").stayOpen());
			this.server.enqueue(SseResponse.redirect(307, shard.url("/rooms.json?auth=t&ns=my-project").toString()));

			try (ConfigurableApplicationContext context = recipe("firebase.md", Firebase.class)
				.with("FIREBASE_TOKEN", "t")
				.cook(this.server)) {
				EventSource rooms = context.getBean(EventSource.class);

				eventually(() -> assertThat(rooms.readyState()).isEqualTo(ReadyState.CLOSED));
				assertThat(context.getBean(Firebase.class).writes()).hasSize(6)
					.last()
					.extracting(Firebase.Write::path)
					.isEqualTo("/c");
				assertThat(this.server.takeRequest().query()).isEqualTo("auth=t");
				shard.awaitClosed();
			}
		}
	}

	@Test
	void stellarComesBackAtOnceWithTheCursorInTheQuery() throws IOException {
		this.server.enqueue(Recipe.recorded("stellar-horizon").end(), SseResponse.stream().stayOpen());

		try (ConfigurableApplicationContext context = recipe("stellar.md", Stellar.class).cook(this.server)) {
			List<RecordedRequest> requests = this.server.awaitRequests(2);

			assertThat(requests.get(0).query()).isEqualTo("cursor=now");
			String last = requests.get(1).lastEventId().orElseThrow();
			assertThat(requests.get(1).query()).isEqualTo("cursor=" + last);
			assertThat(Duration.between(requests.get(0).arrivedAt(), requests.get(1).arrivedAt()))
				.isLessThan(Duration.ofSeconds(20));
			List<Stellar.Operation> operations = context.getBean(Stellar.class).operations();
			eventually(() -> assertThat(operations).hasSize(7));
			assertThat(operations.get(6).pagingToken()).isEqualTo(last);
		}
	}

	@Test
	void hueTakesArraysBehindACertificateThatOnlyItsBundleKnows() throws Exception {
		BridgeKeys keys = BridgeKeys.in(this.positions);
		try (SseTestServer bridge = SseTestServer
			.start(SseServerOptions.defaults().withTls(keys.store(), BridgeKeys.PASSWORD))) {
			bridge.enqueue(Recipe.recorded("hue-v2").stayOpen());

			try (ConfigurableApplicationContext context = recipe("hue.md", Hue.class).with("HUE_KEY", "k")
				.with("spring.ssl.bundle.pem.hue.truststore.certificate", "file:" + keys.certificate())
				.cook(bridge)) {
				Hue hue = context.getBean(Hue.class);

				eventually(() -> assertThat(hue.lights()).containsEntry("4413c8fd-6643-48b5-ad02-59453edf8a61", false));
				assertThat(bridge.takeRequest().header("hue-application-key")).contains("k");
			}
		}
	}

	@Test
	void mcpHearsNotificationsAndResumesBehindTheLast() throws IOException {
		this.server.enqueue(Recipe.recorded("mcp-streamable-http-get").end(),
				SseResponse.stream("id: priming\ndata:\n\n").end(), SseResponse.stream().stayOpen());

		try (ConfigurableApplicationContext context = recipe("mcp.md", Mcp.class).with("MCP_SESSION", "s-1")
			.cook(this.server)) {
			List<RecordedRequest> requests = this.server.awaitRequests(3);

			assertThat(context.getBean(Mcp.class).notifications()).hasSize(4)
				.allMatch((message) -> "notifications/message".equals(message.method()));
			assertThat(requests.get(1).lastEventId()).contains("c2eee103-e791-4bfe-af27-8deeaf53af92");
			assertThat(requests.get(2).lastEventId()).contains("priming");
			assertThat(requests)
				.allMatch((request) -> request.header("Mcp-Session-Id").equals(java.util.Optional.of("s-1")));
		}
	}

	@Test
	void auth0GoesOnBehindTheNewestOffsetAfterARestart() throws IOException {
		this.server.enqueue(auth0("o1", "user.created").event("offset-only", "o2", "{\"offset\":\"o2\"}").end(),
				SseResponse.stream(":connected\n\n").event("offset-only", "o3", "{\"offset\":\"o3\"}").stayOpen());
		try (ConfigurableApplicationContext context = recipe("auth0.md", Auth0.class).with("AUTH0_TOKEN", "t")
			.cook(this.server)) {
			assertThat(this.server.awaitRequests(2).get(1).lastEventId()).contains("o2");
			EventSource source = context.getBean(EventSource.class);
			eventually(() -> assertThat(source.lastEventId()).isEqualTo("o3"));
			assertThat(context.getBean(Auth0.class).users()).containsExactly("a@example.com");
		}

		this.server.enqueue(auth0("o4", "user.updated").stayOpen());
		try (ConfigurableApplicationContext context = recipe("auth0.md", Auth0.class).with("AUTH0_TOKEN", "t")
			.cook(this.server)) {
			assertThat(this.server.awaitRequests(3).get(2).lastEventId()).contains("o3");
			eventually(() -> assertThat(context.getBean(Auth0.class).users()).containsExactly("a@example.com"));
		}
	}

	private static dev.eventsource.test.SseStream auth0(String offset, String type) {
		return SseResponse.stream(":connected\n\n")
			.retry(20)
			.event(type, offset, "{\"type\":\"" + type + "\",\"data\":{\"object\":{\"email\":\"a@example.com\"}}}");
	}

	@Test
	void homeConnectNeverSendsTheNameOfAnAppliance() throws IOException {
		String item = "{\"items\":[{\"key\":\"Door\",\"value\":\"Open\"}],\"haId\":\"OVEN-1\"}";
		this.server.enqueue(SseResponse.stream("event: KEEP-ALIVE\ndata:\n\n").event("STATUS", "OVEN-1", item).end(),
				SseResponse.stream().event("NOTIFY", "OVEN-1", item.replace("Open", "Closed")).stayOpen());

		try (ConfigurableApplicationContext context = recipe("home-connect.md", HomeConnect.class)
			.with("HOME_CONNECT_TOKEN", "t")
			.cook(this.server)) {
			HomeConnect appliances = context.getBean(HomeConnect.class);

			eventually(() -> assertThat(appliances.states()).containsEntry("OVEN-1 Door", "Closed"));
			assertThat(this.server.awaitRequests(2)).allMatch((request) -> request.lastEventId().isEmpty());
		}
	}

}

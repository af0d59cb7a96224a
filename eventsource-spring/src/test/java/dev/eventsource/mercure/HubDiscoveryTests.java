package dev.eventsource.mercure;

import java.util.List;

import dev.eventsource.EventSourceState.Kind;
import dev.eventsource.MercureSpec;
import dev.eventsource.MercureSpec.Generation;
import dev.eventsource.client.ManagedEventSource;
import dev.eventsource.test.RecordedRequest;
import dev.eventsource.test.SseReply;
import dev.eventsource.test.SseResponse;
import dev.eventsource.test.SseTestServer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * How a hub is found; see "Discovery" in the Mercure specification.
 */
class HubDiscoveryTests {

	private final HubWorld world = new HubWorld(Generation.V1);

	private final SseTestServer elsewhere = SseTestServer.start();

	@AfterEach
	void close() {
		this.world.close();
		this.elsewhere.close();
	}

	@Test
	void findsHubAndTopicOfAResource() throws InterruptedException {
		String resource = serve(link("; rel=\"mercure\"").header("Link", "</books/1.jsonld>; rel=\"self\""));
		this.world.discover(MercureSpec.discover(resource));
		this.world.hub.endpoint().awaitConnected();

		this.world.hub.publish(this.world.hub.server().url("/books/1.jsonld").toString(), "one");

		assertThat(this.world.next().data()).isEqualTo("one");
	}

	@Test
	void takesTheResourceForTheTopicWhereItNamesNone() throws InterruptedException {
		String resource = serve(link("; rel=mercure"));
		this.world.discover(MercureSpec.discover(resource));
		this.world.hub.endpoint().awaitConnected();

		this.world.hub.publish(resource, "one");

		assertThat(this.world.next().data()).isEqualTo("one");
	}

	@Test
	void missesNothingSinceTheResourceWasMade() throws InterruptedException {
		String id = this.world.hub.publish("books", "old");
		this.world.hub.publish("books", "new");
		String resource = serve(link("; rel=mercure; last-event-id=\"" + id + "\""));

		this.world.discover(new MercureSpec(List.of("books"), null, null, resource, null, null, null, null, null));

		assertThat(this.world.next().data()).isEqualTo("new");
	}

	@Test
	void goesOnWhereItWasAfterALoss() throws InterruptedException {
		String resource = serve(link("; rel=mercure; last-event-id=\"earliest\""));
		this.world.discover(new MercureSpec(List.of("books"), null, null, resource, null, null, null, null, null));
		this.world.hub.endpoint().awaitConnected();
		this.world.hub.publish("books", "one");
		this.world.next();

		this.world.hub.closeStreams();
		this.world.hub.publish("books", "two");

		assertThat(this.world.next().data()).isEqualTo("two");
	}

	@Test
	void sendsItsTokenToTheHubOnly() {
		String resource = serve(link("; rel=mercure"));

		this.world.discover(MercureSpec.discover(resource).withJwt(MercureSpec.Jwt.ofToken("a.b.c")));

		assertThat(this.world.hub.endpoint().takeRequest().header("Authorization")).hasValue("Bearer a.b.c");
		assertThat(this.world.hub.server().requests()).filteredOn((request) -> !request.path().endsWith("/mercure"))
			.allMatch((request) -> request.header("Authorization").isEmpty());
	}

	@Test
	void refusesAHubOfAnotherOrigin() {
		this.elsewhere.always(link("; rel=mercure"));

		ManagedEventSource source = this.world
			.discover(MercureSpec.discover(this.elsewhere.url("/books/1").toString()));

		Awaitility.await().until(() -> source.state().lastError() != null);
		assertThat(source.state().lastError()).contains("'mercure.allowed-origins'");
		assertThat(this.world.hub.endpoint().requests()).isEmpty();
	}

	@Test
	void givesItsTokenToAHubOfAnAllowedOrigin() {
		this.elsewhere.always(link("; rel=mercure"));
		String resource = this.elsewhere.url("/books/1").toString();
		String allowed = this.world.hub.server().url("").toString();

		this.world.discover(new MercureSpec(null, null, Generation.V1, resource, List.of(allowed), null, null, null,
				MercureSpec.Jwt.ofToken("a.b.c")));

		RecordedRequest request = this.world.hub.endpoint().takeRequest();
		assertThat(request.header("Authorization")).hasValue("Bearer a.b.c");
		assertThat(request.query()).startsWith("match=http%3A%2F%2F127.0.0.1");
	}

	@Test
	void saysThatAResourceNamesNoHub() {
		String resource = serve(SseResponse.status(200).header("Link", "</>; rel=self"));

		ManagedEventSource source = this.world.discover(MercureSpec.discover(resource));

		Awaitility.await().until(() -> source.state().lastError() != null);
		assertThat(source.state().lastError()).contains("has no 'Link' with rel=\"mercure\"");
		assertThat(source.state().kind()).isNotEqualTo(Kind.FAILED);
	}

	@Test
	void endsWhereTheResourceDoesNotExist() {
		ManagedEventSource source = this.world
			.discover(MercureSpec.discover(this.world.hub.server().url("/none").toString()));

		Awaitility.await().until(() -> source.state().kind() == Kind.FAILED);
		assertThat(source.state().reason()).isEqualTo("status-404");
	}

	@Test
	void followsAResourceThatHasMoved() {
		serve(link("; rel=mercure"));
		this.world.hub.server().on("/old").always(SseResponse.redirect(301, "/books/1"));

		this.world.discover(MercureSpec.discover(this.world.hub.server().url("/old").toString()));

		assertThat(this.world.hub.endpoint().takeRequest().query()).endsWith("%2Fbooks%2F1");
	}

	@Test
	void believesNoMetadataOfAnotherResource() {
		this.world.hub.server()
			.on("/.well-known/oauth-protected-resource/.well-known/mercure")
			.always(SseResponse.status(200).body("{\"resource\":\"https://evil.example\"}", "application/json"));

		ManagedEventSource source = this.world.subscribe(MercureSpec.of("books"));

		Awaitility.await().until(() -> source.state().lastError() != null);
		assertThat(source.state().lastError()).contains("its metadata names another resource");
	}

	private SseReply link(String attributes) {
		return SseResponse.status(200)
			.header("Link", "<" + this.world.hub.url() + ">" + attributes)
			.body("{}", "application/ld+json");
	}

	private String serve(SseResponse answer) {
		this.world.hub.server().on("/books/1").always(answer);
		return this.world.hub.server().url("/books/1").toString();
	}

}

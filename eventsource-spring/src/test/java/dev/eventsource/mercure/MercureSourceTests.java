package dev.eventsource.mercure;

import java.util.List;

import dev.eventsource.EventSourceGapEvent;
import dev.eventsource.EventSourceState;
import dev.eventsource.MercureSpec;
import dev.eventsource.MercureSpec.Generation;
import dev.eventsource.client.ManagedEventSource;
import dev.eventsource.test.RecordedRequest;
import org.awaitility.Awaitility;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

import static dev.eventsource.mercure.HubWorld.TOPIC;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * A source of a hub, in both generations of the protocol.
 */
class MercureSourceTests {

	@ParameterizedTest
	@EnumSource(mode = Mode.EXCLUDE, names = "AUTO")
	void receivesATopic(Generation generation) throws InterruptedException {
		try (HubWorld world = new HubWorld(generation)) {
			world.subscribe(MercureSpec.of(TOPIC).withGeneration(generation));
			world.hub.endpoint().awaitConnected();

			world.hub.publish("https://example.com/books/2", "other");
			world.hub.publish(TOPIC, "line 1\nline 2");

			assertThat(world.next().data()).isEqualTo("line 1\nline 2");
			assertThat(world.isQuiet()).isTrue();
		}
	}

	@ParameterizedTest
	@CsvSource({ "V0, https://example.com/books/{id}", "V1, https://example.com/books/:id" })
	void receivesByPattern(Generation generation, String selector) throws InterruptedException {
		try (HubWorld world = new HubWorld(generation)) {
			world.subscribe(MercureSpec.of().withSelectors(selector).withGeneration(generation));
			world.hub.endpoint().awaitConnected();

			world.hub.publish("https://example.com/books/1/pages", "other");
			world.hub.publish(TOPIC, "one");

			assertThat(world.next().data()).isEqualTo("one");
		}
	}

	@ParameterizedTest
	@EnumSource(mode = Mode.EXCLUDE, names = "AUTO")
	void findsOutWhatTheHubSpeaks(Generation generation) throws InterruptedException {
		try (HubWorld world = new HubWorld(generation)) {
			world.subscribe(MercureSpec.of(TOPIC).withJwt(HubWorld.signed()));
			world.hub.endpoint().awaitConnected();

			world.hub.publishPrivately(TOPIC, "secret");

			assertThat(world.next().data()).isEqualTo("secret");
			RecordedRequest metadata = world.hub.server().requests().get(0);
			assertThat(metadata.path()).isEqualTo("/.well-known/oauth-protected-resource/.well-known/mercure");
			assertThat(metadata.header("Authorization")).isEmpty();
		}
	}

	@ParameterizedTest
	@EnumSource(mode = Mode.EXCLUDE, names = "AUTO")
	void readsAPrivateTopicByATokenOfItsOwn(Generation generation) throws InterruptedException {
		try (HubWorld world = new HubWorld(generation)) {
			world.subscribe(MercureSpec.of(TOPIC).withGeneration(generation).withJwt(HubWorld.signed()));
			world.hub.endpoint().awaitConnected();

			world.hub.publishPrivately(TOPIC, "secret");

			assertThat(world.next().data()).isEqualTo("secret");
		}
	}

	@ParameterizedTest
	@EnumSource(mode = Mode.EXCLUDE, names = "AUTO")
	void doesNotReadAPrivateTopicWithoutAToken(Generation generation) throws InterruptedException {
		try (HubWorld world = new HubWorld(generation)) {
			world.subscribe(MercureSpec.of(TOPIC).withGeneration(generation));
			world.hub.endpoint().awaitConnected();

			world.hub.publishPrivately(TOPIC, "secret");
			world.hub.publish(TOPIC, "public");

			assertThat(world.next().data()).isEqualTo("public");
		}
	}

	@ParameterizedTest
	@CsvSource({ "V0, mercureAuthorization", "V1, __Secure-mercure_access_token" })
	void sendsItsTokenAsACookie(Generation generation, String cookie) throws InterruptedException {
		try (HubWorld world = new HubWorld(generation)) {
			MercureSpec plain = MercureSpec.of(TOPIC).withGeneration(generation).withJwt(HubWorld.signed());
			world.subscribe(new MercureSpec(plain.topics(), null, generation, null, null, null,
					MercureSpec.Authorization.COOKIE, null, plain.jwt()));
			RecordedRequest request = world.hub.endpoint().awaitConnected();

			world.hub.publishPrivately(TOPIC, "secret");

			assertThat(world.next().data()).isEqualTo("secret");
			assertThat(request.header("Authorization")).isEmpty();
			assertThat(request.header("Cookie").orElseThrow()).startsWith(cookie + "=ey");
		}
	}

	@ParameterizedTest
	@CsvSource({ "V0, lastEventID", "V1, last_event_id" })
	void missesNothingWhenTheHubClosesItsStreams(Generation generation, String parameter) throws InterruptedException {
		try (HubWorld world = new HubWorld(generation)) {
			ManagedEventSource source = world.subscribe(MercureSpec.of(TOPIC).withGeneration(generation));
			world.hub.endpoint().awaitConnected();
			String id = world.hub.publish(TOPIC, "one");
			world.next();

			world.hub.closeStreams();
			world.hub.publish(TOPIC, "two");

			assertThat(world.next().data()).isEqualTo("two");
			RecordedRequest again = world.hub.endpoint().awaitRequests(2).get(1);
			assertThat(again.lastEventId()).hasValue(id);
			assertThat(again.query()).contains("&" + parameter + "=urn%3Auuid%3A");
			assertThat(source.state().kind()).isEqualTo(EventSourceState.Kind.OPEN);
			assertThat(gaps(world)).isEmpty();
		}
	}

	@ParameterizedTest
	@EnumSource(mode = Mode.EXCLUDE, names = "AUTO")
	void tellsWhenTheHubHasLostItsHistory(Generation generation) throws InterruptedException {
		try (HubWorld world = new HubWorld(generation)) {
			world.subscribe(MercureSpec.of(TOPIC).withGeneration(generation));
			world.hub.endpoint().awaitConnected();
			String id = world.hub.publish(TOPIC, "one");
			world.next();

			world.hub.forget();
			world.hub.closeStreams();

			Awaitility.await().until(() -> !gaps(world).isEmpty());
			assertThat(gaps(world)).containsExactly(new EventSourceGapEvent("books", "lost-history", id));
		}
	}

	@ParameterizedTest
	@EnumSource
	void beginsWithAllThereIs(Generation generation) throws InterruptedException {
		Generation spoken = (generation == Generation.AUTO) ? Generation.V1 : generation;
		try (HubWorld world = new HubWorld(spoken)) {
			world.hub.publish(TOPIC, "one");
			world.hub.publish(TOPIC, "two");

			world.subscribe(new MercureSpec(List.of(TOPIC), null, generation, null, null, true, null, null, null));

			assertThat(world.next().data()).isEqualTo("one");
			assertThat(world.next().data()).isEqualTo("two");
			assertThat(gaps(world)).isEmpty();
		}
	}

	private static List<Object> gaps(HubWorld world) {
		return world.told.stream().filter(EventSourceGapEvent.class::isInstance).toList();
	}

}

package dev.eventsource.mercure;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

import dev.eventsource.EventSourceSpec;
import dev.eventsource.MercureSpec;
import dev.eventsource.MercureSpec.Algorithm;
import dev.eventsource.MercureSpec.Generation;
import dev.eventsource.MercureSpec.Jwt;
import dev.eventsource.UnknownEventSourceException;
import dev.eventsource.test.MercureTestHub;
import dev.eventsource.test.RecordedRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.web.reactive.function.client.WebClient;
import tools.jackson.databind.json.JsonMapper;

import static dev.eventsource.mercure.HubWorld.TOPIC;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * What an application asks of a hub besides streams, in both generations, and where the
 * hub is asked for its own.
 */
class HubRequestsTests {

	@ParameterizedTest
	@EnumSource
	void publishesAnUpdateThatIsAllItCanBe(Generation generation) throws InterruptedException {
		try (HubWorld world = new HubWorld(spoken(generation))) {
			world.subscribe(MercureSpec.of("https://example.com/users/7").withJwt(HubWorld.signed()));
			world.hub.endpoint().awaitConnected();
			MercureUpdate update = MercureUpdate.of(TOPIC, Map.of("title", "a&b=c+d")).privately();

			String id = publisher(world, generation, "*").publish(
					update.alsoTo("https://example.com/users/7").withId("urn:book:1").withRetry(Duration.ofSeconds(3)));

			assertThat(id).isEqualTo("urn:book:1");
			assertThat(world.next().data()).isEqualTo("{\"title\":\"a&b=c+d\"}");
		}
	}

	@ParameterizedTest
	@EnumSource
	void sendsTextAsItIsAndLeavesOutWhatIsNotSet(Generation generation) {
		try (HubWorld world = new HubWorld(spoken(generation))) {
			String id = publisher(world, generation, "*").publish(MercureUpdate.of(TOPIC, "line 1\nline 2"));

			RecordedRequest request = last(world);
			assertThat(id).startsWith("urn:uuid:");
			assertThat(request.method()).isEqualTo("POST");
			assertThat(request.bodyText())
				.isEqualTo("topic=https%3A%2F%2Fexample.com%2Fbooks%2F1&data=line+1%0Aline+2");
		}
	}

	@ParameterizedTest
	@EnumSource
	void saysThatTheTokenDoesNotAllowIt(Generation generation) {
		try (HubWorld world = new HubWorld(spoken(generation))) {
			MercurePublisher publisher = publisher(world, generation, "https://example.com/other");

			assertThatExceptionOfType(MercureException.class)
				.isThrownBy(() -> publisher.publish(MercureUpdate.of(TOPIC, "one")))
				.withMessage("Mercure hub of 'books': it answered 403. Check 'mercure.jwt.publish' and "
						+ "'mercure.jwt.subscribe', or the token.")
				.matches((refused) -> refused.status() == 403);
		}
	}

	@ParameterizedTest
	@EnumSource
	void saysThatTheHubIsNotThere(Generation generation) {
		HubWorld world = new HubWorld(spoken(generation));
		MercurePublisher publisher = publisher(world, generation, "*");
		world.close();

		assertThatExceptionOfType(MercureException.class)
			.isThrownBy(() -> publisher.publish(MercureUpdate.of(TOPIC, "one")))
			.withMessageContaining("it could not be asked");
	}

	@ParameterizedTest
	@EnumSource
	void asksWhoListens(Generation generation) {
		try (HubWorld world = new HubWorld(spoken(generation))) {
			world.subscribe(MercureSpec.of(TOPIC, "other"));
			world.hub.endpoint().awaitConnected();
			MercureSubscriptions subscriptions = hubs(world, generation, "*").subscriptions("books");

			assertThat(subscriptions.all().block().subscriptions()).extracting(MercureSubscription::topic)
				.containsExactly(TOPIC, "other");
			assertThat(subscriptions.to(TOPIC).block().subscriptions())
				.allMatch((subscription) -> subscription.active() && subscription.subscriber().startsWith("urn:"));
			assertThat(subscriptions.to("nobody's").block().subscriptions()).isEmpty();
		}
	}

	@ParameterizedTest
	@EnumSource
	void tellsBehindWhichEventTheSubscriptionsChange(Generation generation) {
		try (HubWorld world = new HubWorld(spoken(generation))) {
			String id = world.hub.publish(TOPIC, "one");

			assertThat(hubs(world, generation, "*").subscriptions("books").all().block().lastEventId()).isEqualTo(id);
		}
	}

	@ParameterizedTest
	@EnumSource
	void knowsSourcesOfHubsOnly(Generation generation) {
		try (HubWorld world = new HubWorld(spoken(generation))) {
			MercureHubs hubs = hubs(world, generation, "*");

			assertThatExceptionOfType(UnknownEventSourceException.class).isThrownBy(() -> hubs.publisher("prices"))
				.withMessageContaining("books");
		}
	}

	@Test
	void refusesWhatNoHubTakes() {
		assertThatIllegalArgumentException().isThrownBy(() -> MercureUpdate.of("*", "one"));
		assertThatIllegalArgumentException().isThrownBy(() -> MercureUpdate.of("a", "one").withId("#1"));
		assertThatIllegalArgumentException().isThrownBy(() -> MercureUpdate.of("a", "one").withId("earliest"));
	}

	private static Generation spoken(Generation asked) {
		return (asked == Generation.AUTO) ? Generation.V1 : asked;
	}

	private static RecordedRequest last(HubWorld world) {
		List<RecordedRequest> requests = world.hub.endpoint().requests();
		return requests.get(requests.size() - 1);
	}

	private static MercurePublisher publisher(HubWorld world, Generation generation, String topic) {
		return hubs(world, generation, topic).publisher("books");
	}

	private static MercureHubs hubs(HubWorld world, Generation generation, String topic) {
		MercureCustomizer customizer = new MercureCustomizer((name) -> null, Clock.systemUTC(),
				RandomGenerator.getDefault());
		Jwt jwt = new Jwt(null, null, MercureTestHub.SECRET, Algorithm.HS256, null, MercureTestHub.ISSUER, null, null,
				null, List.of(topic));
		URI url = world.hub.url();
		EventSourceSpec spec = EventSourceSpec.builder(url.toString())
			.mercure(MercureSpec.of(TOPIC).withGeneration(generation).withJwt(jwt))
			.build();
		customizer.customize("books", EventSourceSpec.BUILT_IN.overlay(spec));
		return new MercureHubs(customizer, (source) -> WebClient.builder(), new JsonMapper()::writeValueAsString);
	}

}

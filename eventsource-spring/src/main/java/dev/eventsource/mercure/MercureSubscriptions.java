package dev.eventsource.mercure;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

import org.springframework.core.ParameterizedTypeReference;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.web.util.UriUtils;
import reactor.core.publisher.Mono;

/**
 * Asks the hub of a source who listens; see "Subscription API" in the Mercure
 * specification. Signed tokens open what is asked for; a token of another kind must have
 * been made for it. For any thread.
 */
public final class MercureSubscriptions {

	private static final ParameterizedTypeReference<Map<String, Object>> JSON = new ParameterizedTypeReference<>() {
	};

	private final HubClient hub;

	MercureSubscriptions(HubClient hub) {
		this.hub = hub;
	}

	/**
	 * Returns all subscriptions.
	 * @return what the hub says; fails with a {@link MercureException}
	 */
	public Mono<Snapshot> all() {
		return ask((dialect) -> "");
	}

	/**
	 * Returns the subscriptions of a topic.
	 * @param topic the topic, as subscribers ask for it
	 * @return what the hub says, without subscriptions if it knows none; fails with a
	 * {@link MercureException}
	 */
	public Mono<Snapshot> to(String topic) {
		return of(topic, "exact");
	}

	/**
	 * Returns the subscriptions of a pattern of topics.
	 * @param selector the pattern, as subscribers ask for it
	 * @return what the hub says, without subscriptions if it knows none; fails with a
	 * {@link MercureException}
	 */
	public Mono<Snapshot> matching(String selector) {
		return of(selector, "urlpattern");
	}

	private Mono<Snapshot> of(String matcher, String type) {
		String encoded = UriUtils.encode(matcher, StandardCharsets.UTF_8);
		return ask((dialect) -> ((dialect == Dialect.V1) ? "/" + type : "") + "/" + encoded).onErrorResume(
				MercureException.class,
				(refused) -> (refused.status() == 404) ? Mono.just(new Snapshot("", List.of())) : Mono.error(refused));
	}

	private Mono<Snapshot> ask(Function<Dialect, String> path) {
		return this.hub.send(HttpMethod.GET, (dialect) -> "/subscriptions" + path.apply(dialect),
				(request) -> request.accept(MediaType.APPLICATION_JSON, MediaType.valueOf("application/ld+json")),
				(answer) -> answer.response().bodyToMono(JSON).map((document) -> snapshot(answer, document)));
	}

	private static Snapshot snapshot(HubClient.Answer answer, Map<String, Object> document) {
		List<MercureSubscription> subscriptions = (document.get("subscriptions") instanceof List<?> list)
				? list.stream()
					.filter(Map.class::isInstance)
					.map((each) -> MercureSubscription.of((Map<?, ?>) each))
					.toList()
				: List.of(MercureSubscription.of(document));
		return new Snapshot(lastEventId(answer, document), subscriptions);
	}

	private static String lastEventId(HubClient.Answer answer, Map<String, Object> document) {
		String link = answer.header(HttpHeaders.LINK);
		String told = (link == null) ? null
				: WebLink.parse(List.of(link))
					.stream()
					.filter((each) -> each.has("mercure"))
					.map((each) -> each.attribute("last-event-id"))
					.filter(Objects::nonNull)
					.findFirst()
					.orElse(null);
		return (told != null) ? told : String.valueOf(document.getOrDefault("lastEventID", ""));
	}

	/**
	 * What a hub says about its subscribers.
	 *
	 * @param lastEventId id of the event behind which changes follow; to begin there,
	 * make it the {@code last-event-id.initial} of a source for subscription events
	 * @param subscriptions the subscriptions
	 */
	public record Snapshot(String lastEventId, List<MercureSubscription> subscriptions) {
	}

}

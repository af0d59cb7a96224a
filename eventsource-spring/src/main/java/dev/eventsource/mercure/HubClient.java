package dev.eventsource.mercure;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;

import dev.eventsource.mercure.Dialect.Matcher;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * Sends single requests to the hub of a source, with its token. For any thread.
 */
final class HubClient {

	private static final Duration PATIENCE = Duration.ofSeconds(30);

	private static final Duration MEMORY = Duration.ofMinutes(10);

	private final HubSubscription subscription;

	private final WebClient client;

	private final WebClient scout;

	private final Mono<Place> place;

	/**
	 * Creates a client.
	 * @param subscription what the source has in common with it
	 * @param builder makes its client; copied
	 */
	HubClient(HubSubscription subscription, WebClient.Builder builder) {
		this.subscription = subscription;
		this.client = builder.clone().build();
		this.scout = builder.clone().filter(new HubResolver(subscription)).build();
		this.place = find().cache((found) -> MEMORY, (failure) -> Duration.ZERO, () -> Duration.ZERO);
	}

	boolean isFor(HubSubscription subscription) {
		// settings are read anew when a source is registered again
		return this.subscription == subscription;
	}

	/**
	 * Sends a request.
	 * @param method request method
	 * @param path what follows the hub's path
	 * @param content sets the body
	 * @param answer reads an answer of 2xx
	 * @return what the answer says; fails with a {@link MercureException}
	 */
	<T> Mono<T> send(HttpMethod method, Function<Dialect, String> path,
			Function<WebClient.RequestBodySpec, WebClient.RequestHeadersSpec<?>> content,
			Function<Answer, Mono<T>> answer) {
		return this.place.flatMap((place) -> {
			URI url = URI.create(place.hub() + path.apply(place.dialect()));
			return token(place, url).flatMap((token) -> content.apply(this.client.method(method).uri(url))
				.headers((headers) -> authorize(headers, place.dialect(), token))
				.exchangeToMono((response) -> response.statusCode().is2xxSuccessful()
						? answer.apply(new Answer(place.dialect(), response))
						: response.releaseBody().then(refused(response))));
		}).timeout(PATIENCE).onErrorMap((thrown) -> !(thrown instanceof MercureException), this::unreachable);
	}

	private Mono<Place> find() {
		Dialect known = this.subscription.dialect();
		if (known != null && !this.subscription.isOpen()) {
			return Mono.just(new Place(HubResolver.withoutQuery(this.subscription.entry()), known));
		}
		return this.scout.get().uri(this.subscription.entry()).exchangeToMono((response) -> {
			URI location = response.headers().asHttpHeaders().getLocation();
			Dialect dialect = (location != null) ? Dialect.spokenIn(location) : null;
			return (location == null || dialect == null) ? response.releaseBody().then(refused(response))
					: response.releaseBody().thenReturn(new Place(HubResolver.withoutQuery(location), dialect));
		});
	}

	private Mono<String> token(Place place, URI url) {
		TokenSource tokens = this.subscription.tokens();
		if (tokens == null) {
			return Mono.just("");
		}
		// what the subscription API asks for is a topic, too
		URI wanted = place.dialect()
			.ask(URI.create(place.hub()), List.of(new Matcher(Objects.requireNonNull(url.getRawPath()), false)));
		return Mono.fromCallable(() -> tokens.token(place.dialect(), wanted)).subscribeOn(Schedulers.boundedElastic());
	}

	private void authorize(HttpHeaders headers, Dialect dialect, String token) {
		if (token.isEmpty()) {
			return;
		}
		if (this.subscription.sendsCookie()) {
			headers.set(HttpHeaders.COOKIE, this.subscription.cookie(dialect) + "=" + token);
			return;
		}
		headers.setBearerAuth(token);
	}

	private <T> Mono<T> refused(ClientResponse response) {
		int status = response.statusCode().value();
		String remedy = switch (status) {
			case 401 -> " Check 'mercure.jwt.*'.";
			case 403 -> " Check 'mercure.jwt.publish' and 'mercure.jwt.subscribe', or the token.";
			case 404, 405 -> " Check 'url'.";
			default -> "";
		};
		return Mono.error(
				new MercureException(this.subscription.source(), "it answered " + status + "." + remedy, status, null));
	}

	private MercureException unreachable(Throwable thrown) {
		return new MercureException(this.subscription.source(),
				"it could not be asked (" + thrown.getClass().getSimpleName() + ").", 0, thrown);
	}

	/**
	 * An answer of 2xx.
	 */
	record Answer(Dialect dialect, ClientResponse response) {

		@Nullable String header(String name) {
			return this.response.headers().asHttpHeaders().getFirst(name);
		}

	}

	private record Place(String hub, Dialect dialect) {
	}

}

package dev.eventsource.mercure;

import java.nio.charset.StandardCharsets;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;
import org.springframework.web.reactive.function.BodyInserters;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Mono;

/**
 * Publishes updates to the hub of a source. For any thread.
 */
public final class MercurePublisher {

	private final HubClient hub;

	private final Function<Object, String> json;

	MercurePublisher(HubClient hub, Function<Object, String> json) {
		this.hub = hub;
		this.json = json;
	}

	/**
	 * Publishes an update and waits for the hub's answer. Not on an event loop.
	 * @param update the update
	 * @return its id
	 * @throws MercureException if the hub does not take it
	 */
	public String publish(MercureUpdate update) {
		String id = send(update).block();
		return (id != null) ? id : "";
	}

	/**
	 * Publishes an update when it is subscribed to.
	 * @param update the update
	 * @return its id; fails with a {@link MercureException}
	 */
	public Mono<String> send(MercureUpdate update) {
		return Mono.defer(() -> {
			MultiValueMap<String, String> form = form(update);
			return this.hub.send(HttpMethod.POST, (dialect) -> "", (request) -> content(request, form),
					(answer) -> answer.response().bodyToMono(String.class).map(String::strip).defaultIfEmpty(""));
		});
	}

	private static WebClient.RequestHeadersSpec<?> content(WebClient.RequestBodySpec request,
			MultiValueMap<String, String> form) {
		return request.acceptCharset(StandardCharsets.UTF_8).body(BodyInserters.fromFormData(form));
	}

	private MultiValueMap<String, String> form(MercureUpdate update) {
		MultiValueMap<String, String> form = new LinkedMultiValueMap<>();
		form.addAll("topic", update.topics());
		if (update.data() != null) {
			form.add("data",
					(update.data() instanceof CharSequence text) ? text.toString() : this.json.apply(update.data()));
		}
		if (update.isPrivate()) {
			form.add("private", "on");
		}
		add(form, "id", update.id());
		add(form, "type", update.type());
		add(form, "retry", (update.retry() != null) ? String.valueOf(update.retry().toMillis()) : null);
		return form;
	}

	private static void add(MultiValueMap<String, String> form, String name, @Nullable String value) {
		if (value != null) {
			form.add(name, value);
		}
	}

}

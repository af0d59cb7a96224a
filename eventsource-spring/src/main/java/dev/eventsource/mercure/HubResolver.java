package dev.eventsource.mercure;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import dev.eventsource.mercure.Dialect.Matcher;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.reactive.function.client.ClientRequest;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.ExchangeFilterFunction;
import org.springframework.web.reactive.function.client.ExchangeFunction;
import reactor.core.publisher.Mono;

/**
 * Leads a request to the hub: finds where it is and what it speaks, and answers with a
 * redirect there. So what holds for redirects holds for discovered hubs, too. See
 * "Discovery" in the Mercure specification.
 */
final class HubResolver implements ExchangeFilterFunction {

	private static final Log log = LogFactory.getLog(HubResolver.class);

	private static final String LAST_EVENT_ID = "Last-Event-ID";

	private static final int TOO_MANY = HttpStatus.TOO_MANY_REQUESTS.value();

	private static final ParameterizedTypeReference<Map<String, Object>> JSON = new ParameterizedTypeReference<>() {
	};

	private final HubSubscription subscription;

	HubResolver(HubSubscription subscription) {
		this.subscription = subscription;
	}

	@Override
	public Mono<ClientResponse> filter(ClientRequest request, ExchangeFunction next) {
		if (this.subscription.isAtHub(request.url())) {
			return next.exchange(request);
		}
		if (this.subscription.isDiscovered()) {
			return discover(request, next);
		}
		Found hub = new Found(request.url(), this.subscription.matchers(), null, List.of());
		return redirect(hub, request, next);
	}

	private Mono<ClientResponse> discover(ClientRequest request, ExchangeFunction next) {
		return next.exchange(inquiry(request, request.url(), "*/*")).flatMap((answer) -> {
			if (!answer.statusCode().is2xxSuccessful()) {
				// to be judged like any other
				return Mono.just(answer);
			}
			Mono<Void> dropped = answer.bodyToMono(Void.class).onErrorComplete();
			return dropped.then(Mono.defer(() -> redirect(find(request.url(), answer), request, next)));
		});
	}

	private Found find(URI resource, ClientResponse answer) {
		HttpHeaders headers = answer.headers().asHttpHeaders();
		List<WebLink> links = WebLink.parse(headers.getOrEmpty(HttpHeaders.LINK));
		List<WebLink> hubs = links.stream().filter((link) -> link.has("mercure")).toList();
		if (hubs.isEmpty()) {
			throw failure("the resource " + HubOrigins.origin(resource) + " has no 'Link' with rel=\"mercure\"");
		}
		WebLink chosen = hubs.stream()
			.filter((hub) -> isAllowed(resource, hub))
			.findFirst()
			.orElseThrow(() -> failure("it may not be where the resource says, "
					+ HubOrigins.origin(resolve(resource, hubs.get(0).target()))
					+ ". If that is right, add it to 'mercure.allowed-origins'"));
		return new Found(resolve(resource, chosen.target()), matchers(resource, links),
				chosen.attribute("last-event-id"), headers.getOrEmpty(HttpHeaders.SET_COOKIE));
	}

	private boolean isAllowed(URI resource, WebLink hub) {
		return this.subscription.origins().allow(resolve(resource, hub.target()), resource);
	}

	private List<Matcher> matchers(URI resource, List<WebLink> links) {
		List<Matcher> wanted = this.subscription.matchers();
		if (!wanted.isEmpty()) {
			return wanted;
		}
		String self = links.stream()
			.filter((link) -> link.has("self"))
			.map((link) -> resolve(resource, link.target()).toString())
			.findFirst()
			.orElse(resource.toString());
		return List.of(new Matcher(self, false));
	}

	private URI resolve(URI resource, String target) {
		try {
			return resource.resolve(target);
		}
		catch (IllegalArgumentException ex) {
			throw failure("the resource " + HubOrigins.origin(resource) + " has a 'Link' to what is no URL");
		}
	}

	private Mono<ClientResponse> redirect(Found hub, ClientRequest request, ExchangeFunction next) {
		Dialect known = this.subscription.dialect();
		if (known != null) {
			return Mono.just(redirect(hub, known, request));
		}
		return next.exchange(inquiry(request, metadata(hub.url()), "application/json")).flatMap((answer) -> {
			boolean busy = answer.statusCode().is5xxServerError() || answer.statusCode().value() == TOO_MANY;
			if (busy) {
				return Mono.just(answer);
			}
			return dialect(hub.url(), answer).map((dialect) -> redirect(hub, dialect, request));
		});
	}

	/** See "Protected Resource Metadata" in the Mercure specification. */
	private Mono<Dialect> dialect(URI hub, ClientResponse answer) {
		if (answer.statusCode().value() != HttpStatus.OK.value()) {
			return answer.bodyToMono(Void.class).onErrorComplete().thenReturn(Dialect.V0);
		}
		return answer.bodyToMono(JSON)
			.onErrorReturn(Map.of())
			.defaultIfEmpty(Map.of())
			.map((document) -> dialect(hub, document.get("resource")));
	}

	private Dialect dialect(URI hub, @Nullable Object resource) {
		if (resource == null) {
			// whatever it is that is shown there
			return Dialect.V0;
		}
		if (!resource.equals(withoutQuery(hub))) {
			throw failure("its metadata names another resource than " + withoutQuery(hub)
					+ ". Use the hub's public URL, or set 'mercure.generation'");
		}
		return Dialect.V1;
	}

	private ClientResponse redirect(Found hub, Dialect dialect, ClientRequest request) {
		URI url = dialect.ask(hub.url(), hub.matchers());
		String asked = request.headers().getFirst(LAST_EVENT_ID);
		String id = (asked != null) ? fromBytes(asked) : hub.lastEventId();
		URI location = (id != null) ? Dialect.with(url, dialect.idParameter(), id) : url;
		if (log.isDebugEnabled()) {
			log.debug("Mercure hub of '" + this.subscription.source() + "': " + withoutQuery(url) + ", " + dialect);
		}
		return ClientResponse.create(HttpStatus.SEE_OTHER)
			.header(HttpHeaders.LOCATION, location.toString())
			.headers((headers) -> headers.put(HttpHeaders.SET_COOKIE, hub.cookies()))
			.build();
	}

	// a character of a header stands for a byte
	private static String fromBytes(String header) {
		return new String(header.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
	}

	private static ClientRequest inquiry(ClientRequest request, URI url, String accept) {
		return ClientRequest.from(request).url(url).headers((headers) -> {
			headers.remove(LAST_EVENT_ID);
			headers.set(HttpHeaders.ACCEPT, accept);
		}).build();
	}

	static URI metadata(URI hub) {
		String path = Objects.requireNonNullElse(hub.getRawPath(), "");
		return hub.resolve("/.well-known/oauth-protected-resource" + path);
	}

	static String withoutQuery(URI url) {
		return url.toString().replaceFirst("[?#].*", "");
	}

	private MercureException failure(String problem) {
		return new MercureException(this.subscription.source(), problem + ".", 0, null);
	}

	/**
	 * A hub and what to ask it for.
	 */
	private record Found(URI url, List<Matcher> matchers, @Nullable String lastEventId, List<String> cookies) {
	}

}

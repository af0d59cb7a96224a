package dev.eventsource.mercure;

import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

import dev.eventsource.EventSourceCustomizer;
import dev.eventsource.EventSourceRequest;
import dev.eventsource.EventSourceRequestCustomizer;
import dev.eventsource.EventSourceSpec;
import org.jspecify.annotations.Nullable;
import org.springframework.web.reactive.function.client.WebClient;

/**
 * Makes sources with {@link EventSourceSpec#mercure()} subscribe to their hubs: asks for
 * topics, finds hubs, and brings a fresh token to each of their requests. Leaves all
 * other sources alone. To be given to a registry as both that it is.
 */
public final class MercureCustomizer implements EventSourceCustomizer, EventSourceRequestCustomizer {

	private static final String EARLIEST = "earliest";

	private final Map<String, HubSubscription> subscriptions = new ConcurrentHashMap<>();

	private final SubscriptionReader reader;

	/**
	 * Creates a customizer.
	 * @param suppliers gives suppliers of tokens by the value of
	 * {@code mercure.jwt.supplier}, {@code null} for none
	 * @param clock says when tokens expire
	 * @param random tells tokens apart
	 */
	public MercureCustomizer(Function<String, @Nullable Supplier<String>> suppliers, InstantSource clock,
			RandomGenerator random) {
		this.reader = new SubscriptionReader(suppliers, clock, random);
	}

	@Override
	public EventSourceSpec customize(String source, EventSourceSpec spec) {
		HubSubscription subscription = this.reader.read(source, spec);
		if (subscription == null) {
			this.subscriptions.remove(source);
			return spec;
		}
		this.subscriptions.put(source, subscription);
		return subscribed(subscription, spec);
	}

	private static EventSourceSpec subscribed(HubSubscription subscription, EventSourceSpec spec) {
		EventSourceSpec.LastEventId lastEventId = Objects.requireNonNull(spec.lastEventId());
		EventSourceSpec changed = spec.overlay(EventSourceSpec.builder(url(subscription)).build());
		if (Boolean.TRUE.equals(subscription.settings().earliest()) && lastEventId.initial() == null) {
			changed = changed.with((changes) -> changes.lastEventId(EARLIEST));
		}
		Dialect dialect = subscription.dialect();
		if (subscription.isOpen()) {
			return withOneRedirectMore(subscription, changed);
		}
		if (dialect == null || lastEventId.queryParameter() != null) {
			return changed;
		}
		String parameter = dialect.idParameter();
		return changed.with((changes) -> changes.lastEventIdQueryParameter(parameter));
	}

	private static String url(HubSubscription subscription) {
		Dialect dialect = subscription.dialect();
		if (dialect == null || subscription.isOpen()) {
			return subscription.entry().toString();
		}
		return dialect.ask(subscription.entry(), subscription.matchers()).toString();
	}

	// the one by which the resolver leads to the hub
	private static EventSourceSpec withOneRedirectMore(HubSubscription subscription, EventSourceSpec spec) {
		EventSourceSpec.Redirects redirects = Objects.requireNonNull(spec.redirects());
		List<String> allowed = HubSubscription.texts(redirects.allowedOrigins());
		String[] origins = Stream
			.concat(allowed.stream(), HubSubscription.texts(subscription.settings().allowedOrigins()).stream())
			.distinct()
			.toArray(String[]::new);
		int max = Objects.requireNonNull(redirects.max());
		return spec.with((changes) -> changes.redirectsMax(max + 1).redirectsAllowedOrigins(origins));
	}

	@Nullable HubSubscription subscription(String source) {
		return this.subscriptions.get(source);
	}

	Set<String> sources() {
		return new TreeSet<>(this.subscriptions.keySet());
	}

	@Override
	public void customize(String source, WebClient.Builder client) {
		HubSubscription subscription = this.subscriptions.get(source);
		if (subscription != null && subscription.isOpen()) {
			client.filter(new HubResolver(subscription));
		}
	}

	@Override
	public boolean isFor(String source) {
		HubSubscription subscription = this.subscriptions.get(source);
		return subscription != null && subscription.tokens() != null;
	}

	@Override
	public void customize(EventSourceRequest request) throws Exception {
		HubSubscription subscription = this.subscriptions.get(request.source());
		TokenSource tokens = (subscription != null) ? subscription.tokens() : null;
		Dialect dialect = spoken(subscription, request);
		if (subscription == null || tokens == null || dialect == null) {
			return;
		}
		String token = tokens.token(dialect, request.uri());
		if (subscription.sendsCookie()) {
			request.header("Cookie", subscription.cookie(dialect) + "=" + token);
			return;
		}
		request.bearer(token);
	}

	// the token is for the hub: on the way there nobody gets it
	private static @Nullable Dialect spoken(@Nullable HubSubscription subscription, EventSourceRequest request) {
		boolean there = subscription != null && subscription.isAtHub(request.uri());
		return there ? Dialect.spokenIn(request.uri()) : null;
	}

}

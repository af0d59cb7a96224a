package dev.eventsource.client;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.UnaryOperator;

import dev.eventsource.EventSourceCustomizer;
import dev.eventsource.EventSourceSpec;
import dev.eventsource.connection.TlsMaterial;
import dev.eventsource.connection.Transport;
import dev.eventsource.connection.TransportProfile;
import dev.eventsource.connection.WebClientTransport;
import org.jspecify.annotations.Nullable;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.netty.http.client.HttpClient;

/**
 * The transports of a registry: one for each profile, made when first asked for. Sources
 * whose WebClient is customized share the connections.
 */
final class SharedTransports {

	private final Map<TransportProfile, WebClientTransport> byProfile = new ConcurrentHashMap<>();

	private final WebClient.Builder webClientBuilder;

	private final UnaryOperator<HttpClient> connector;

	private final List<EventSourceCustomizer> customizers;

	private final @Nullable Function<String, TlsMaterial> sslBundles;

	SharedTransports(WebClient.Builder webClientBuilder, UnaryOperator<HttpClient> connector,
			List<EventSourceCustomizer> customizers, @Nullable Function<String, TlsMaterial> sslBundles) {
		this.webClientBuilder = webClientBuilder;
		this.connector = connector;
		this.customizers = customizers;
		this.sslBundles = sslBundles;
	}

	Transport get(String source, EventSourceSpec spec) {
		WebClientTransport shared = this.byProfile.computeIfAbsent(TransportProfile.from(spec), this::create);
		if (this.customizers.isEmpty()) {
			return shared;
		}
		WebClient.Builder builder = this.webClientBuilder.clone();
		this.customizers.forEach((customizer) -> customizer.customize(source, builder));
		return shared.with(builder);
	}

	private WebClientTransport create(TransportProfile profile) {
		return new WebClientTransport(this.webClientBuilder, profile, () -> tls(profile.sslBundle()), this.connector);
	}

	private @Nullable TlsMaterial tls(@Nullable String bundle) {
		if (bundle == null) {
			return null;
		}
		if (this.sslBundles != null) {
			return this.sslBundles.apply(bundle);
		}
		throw new IllegalArgumentException("There is no SSL bundle '" + bundle + "'; none are known");
	}

	void close() {
		this.byProfile.values().forEach(WebClientTransport::close);
	}

}

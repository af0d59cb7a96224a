package dev.eventsource.autoconfigure;

import dev.eventsource.EventSourceSpec;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.http.client.HttpClientSettings;
import org.springframework.boot.http.client.HttpRedirects;
import org.springframework.boot.http.client.reactive.ClientHttpConnectorBuilder;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.http.client.reactive.ClientHttpConnector;
import org.springframework.web.reactive.function.client.WebClient;

/**
 * Makes the clients by which an application publishes to hubs: over TLS as the source
 * says, and without following redirects, which would take the token along.
 */
final class HubClients {

	private final WebClient.Builder builder;

	private final EventSourceProperties properties;

	private final ObjectProvider<SslBundles> bundles;

	HubClients(WebClient.Builder builder, EventSourceProperties properties, ObjectProvider<SslBundles> bundles) {
		this.builder = builder;
		this.properties = properties;
		this.bundles = bundles;
	}

	WebClient.Builder builder(String source) {
		EventSourceSpec spec = this.properties.sources().get(source);
		EventSourceSpec settings = (spec != null) ? this.properties.defaults().overlay(spec)
				: this.properties.defaults();
		return this.builder.clone().clientConnector(connector(settings.ssl()));
	}

	private ClientHttpConnector connector(EventSourceSpec.@Nullable Ssl ssl) {
		HttpClientSettings settings = HttpClientSettings.defaults().withRedirects(HttpRedirects.DONT_FOLLOW);
		String name = (ssl != null) ? ssl.bundle() : null;
		SslBundle bundle = (name != null) ? this.bundles.getObject().getBundle(name) : null;
		return ClientHttpConnectorBuilder.reactor().build(settings.withSslBundle(bundle));
	}

}

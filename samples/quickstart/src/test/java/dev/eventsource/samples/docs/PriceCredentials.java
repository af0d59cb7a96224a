package dev.eventsource.samples.docs;

import java.net.InetSocketAddress;
import java.net.URI;

import dev.eventsource.EventSourceCustomizer;
import dev.eventsource.EventSourceRequest;
import dev.eventsource.EventSourceRequestCustomizer;
import dev.eventsource.EventSourceSpec;
import reactor.core.publisher.Mono;

import org.springframework.boot.http.client.autoconfigure.reactive.ClientHttpConnectorBuilderCustomizer;
import org.springframework.boot.http.client.reactive.ReactorClientHttpConnectorBuilder;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.client.ExchangeFilterFunction;
import org.springframework.web.reactive.function.client.WebClient;

/**
 * Who the client says it is, and how the application changes that.
 */
final class PriceCredentials {

	private PriceCredentials() {
	}

	@Component
	static class PriceToken implements EventSourceRequestCustomizer {

		private final Vault vault;

		PriceToken(Vault vault) {
			this.vault = vault;
		}

		@Override
		public boolean isFor(String source) {
			return source.equals("prices");
		}

		@Override
		public void customize(EventSourceRequest request) {
			request.bearer(request.isRenewal() ? this.vault.newToken() : this.vault.token());
		}

	}

	@Component
	static class Signature implements EventSourceRequestCustomizer {

		private final Signer signer;

		Signature(Signer signer) {
			this.signer = signer;
		}

		@Override
		public void customize(EventSourceRequest request) {
			request.query("signature", this.signer.sign(request.uri()));
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Clients {

		@Bean
		EventSourceCustomizer tenants(Tenants tenants) {
			return new EventSourceCustomizer() {

				@Override
				public EventSourceSpec customize(String source, EventSourceSpec spec) {
					return spec.with((changes) -> changes.header("X-Tenant", tenants.of(source)));
				}

				@Override
				public void customize(String source, WebClient.Builder client) {
					client.filter(tenants.audit(source));
				}

			};
		}

		@Bean
		ClientHttpConnectorBuilderCustomizer<ReactorClientHttpConnectorBuilder> outgoingAddress() {
			return (builder) -> builder
				.withHttpClientCustomizer((client) -> client.bindAddress(() -> new InetSocketAddress("10.0.0.7", 0)));
		}

	}

	interface Vault {

		String token();

		String newToken();

	}

	interface Signer {

		Mono<String> sign(URI url);

	}

	interface Tenants {

		String of(String source);

		ExchangeFilterFunction audit(String source);

	}

}

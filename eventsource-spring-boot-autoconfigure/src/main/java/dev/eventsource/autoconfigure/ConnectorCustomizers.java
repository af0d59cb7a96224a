package dev.eventsource.autoconfigure;

import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.boot.http.client.autoconfigure.reactive.ClientHttpConnectorBuilderCustomizer;
import org.springframework.boot.http.client.reactive.ClientHttpConnectorBuilder;
import org.springframework.boot.http.client.reactive.ReactorClientHttpConnectorBuilder;
import org.springframework.boot.util.LambdaSafe;
import reactor.netty.http.client.HttpClient;

/**
 * Has the application's customizers of Reactor connectors work on our clients. Loaded
 * only where Boot's HTTP clients are.
 */
final class ConnectorCustomizers {

	private final ListableBeanFactory beanFactory;

	ConnectorCustomizers(ListableBeanFactory beanFactory) {
		this.beanFactory = beanFactory;
	}

	HttpClient customize(HttpClient client) {
		AtomicReference<ClientHttpConnectorBuilder<?>> builder = new AtomicReference<>(
				ClientHttpConnectorBuilder.reactor().withoutHttpClientDefaults());
		apply(builder);
		AtomicReference<HttpClient> customized = new AtomicReference<>(client);
		if (builder.get() instanceof ReactorClientHttpConnectorBuilder reactor) {
			// the connector itself is of no use: what matters is what it would be made of
			reactor.withHttpClientFactory(() -> client).withHttpClientCustomizer((made) -> {
				customized.set(made);
				return made;
			}).build();
		}
		return customized.get();
	}

	@SuppressWarnings({ "unchecked", "rawtypes" })
	private void apply(AtomicReference<ClientHttpConnectorBuilder<?>> builder) {
		List<ClientHttpConnectorBuilderCustomizer> customizers = this.beanFactory
			.getBeanProvider(ClientHttpConnectorBuilderCustomizer.class)
			.orderedStream()
			.toList();
		// those for the builders of other libraries are passed over
		LambdaSafe.callbacks(ClientHttpConnectorBuilderCustomizer.class, customizers, builder.get())
			.invoke((customizer) -> builder.set(customizer.customize(builder.get())));
	}

}

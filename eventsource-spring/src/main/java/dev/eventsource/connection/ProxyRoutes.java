package dev.eventsource.connection;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.function.UnaryOperator;

import io.netty.handler.proxy.ProxyConnectException;
import org.springframework.http.HttpMethod;
import org.springframework.http.client.reactive.ClientHttpRequest;
import org.springframework.http.client.reactive.ClientHttpResponse;
import org.springframework.http.client.reactive.ReactorClientHttpConnector;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.netty.http.client.HttpClient;
import reactor.netty.transport.ProxyProvider;

/**
 * Finds the way to a server through the proxy of a source, anew for each attempt. Looking
 * up the proxy's name may block, and so does not happen on an event loop.
 */
final class ProxyRoutes {

	private final ProxySettings settings;

	private final Duration connectTimeout;

	ProxyRoutes(ProxySettings settings, Duration connectTimeout) {
		this.settings = settings;
		this.connectTimeout = connectTimeout;
	}

	/**
	 * Sends a request on its way.
	 * @param client knows no proxy
	 * @param method request method
	 * @param uri where the request goes
	 * @param request writes it
	 * @return the answer
	 */
	Mono<ClientHttpResponse> connect(HttpClient client, HttpMethod method, URI uri,
			Function<? super ClientHttpRequest, Mono<Void>> request) {
		if (this.settings.isExcepted(uri)) {
			return new ReactorClientHttpConnector(client).connect(method, uri, request);
		}
		return Mono.fromCallable(() -> find(uri))
			.subscribeOn(Schedulers.boundedElastic())
			.onErrorMap((thrown) -> new ProxyConnectException("No proxy was found", thrown))
			.flatMap((way) -> way.map((through) -> connectThrough(through.apply(client), method, uri, request))
				.orElseGet(() -> new ReactorClientHttpConnector(client).connect(method, uri, request)));
	}

	private static Mono<ClientHttpResponse> connectThrough(HttpClient client, HttpMethod method, URI uri,
			Function<? super ClientHttpRequest, Mono<Void>> request) {
		AtomicBoolean connected = new AtomicBoolean();
		return new ReactorClientHttpConnector(client).connect(method, uri, (sent) -> {
			connected.set(true);
			return request.apply(sent);
		}).onErrorMap((thrown) -> !connected.get(), ProxyFailure::mark);
	}

	private Optional<UnaryOperator<HttpClient>> find(URI uri) throws UnknownHostException {
		if (this.settings.type() == ProxySettings.Type.SYSTEM) {
			return findSelected(uri);
		}
		ProxyProvider.Proxy type = (this.settings.type() == ProxySettings.Type.HTTP) ? ProxyProvider.Proxy.HTTP
				: ProxyProvider.Proxy.SOCKS5;
		return Optional.of(through(type, this.settings.host(), this.settings.port()));
	}

	private Optional<UnaryOperator<HttpClient>> findSelected(URI uri) throws UnknownHostException {
		ProxySelector selector = ProxySelector.getDefault();
		Proxy selected = (selector != null) ? selector.select(uri).get(0) : Proxy.NO_PROXY;
		if (!(selected.address() instanceof InetSocketAddress address)) {
			return Optional.empty();
		}
		ProxyProvider.Proxy type = (selected.type() == Proxy.Type.HTTP) ? ProxyProvider.Proxy.HTTP
				: ProxyProvider.Proxy.SOCKS5;
		return Optional.of(through(type, address.getHostString(), address.getPort()));
	}

	private UnaryOperator<HttpClient> through(ProxyProvider.Proxy type, String host, int port)
			throws UnknownHostException {
		InetSocketAddress address = new InetSocketAddress(InetAddress.getByName(host), port);
		return (client) -> client.proxy((proxy) -> {
			ProxyProvider.Builder builder = proxy.type(type)
				.socketAddress(address)
				.connectTimeoutMillis(this.connectTimeout.toMillis());
			if (!this.settings.username().isEmpty()) {
				builder.username(this.settings.username()).password((username) -> this.settings.password());
			}
		});
	}

}

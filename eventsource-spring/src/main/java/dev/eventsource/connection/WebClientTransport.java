package dev.eventsource.connection;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

import io.micrometer.observation.ObservationRegistry;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.ReactiveHttpOutputMessage;
import org.springframework.web.reactive.function.BodyExtractors;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Mono;
import reactor.netty.http.client.HttpClient;

/**
 * Sends requests through the application's {@link WebClient}, but always on Reactor
 * Netty. Follows no redirect, decompresses nothing and never limits how long a body may
 * be silent.
 */
public final class WebClientTransport implements Transport, AutoCloseable {

	// the same as for TCP: a NAT forgets a silent connection after minutes
	private static final Duration SILENCE = Duration.ofSeconds(30);

	private final Set<WebClientExchange> exchanges;

	private final StreamConnector connector;

	private final WebClient client;

	/**
	 * Creates a transport.
	 * @param builder the application's builder; copied, so that its default headers and
	 * filters apply, but not its connector nor its observations
	 * @param profile how to connect
	 * @param tls what TLS is spoken with: the content of the profile's SSL bundle, or
	 * {@code null} for what Java has
	 */
	public WebClientTransport(WebClient.Builder builder, TransportProfile profile, @Nullable TlsMaterial tls) {
		this(builder, profile, () -> tls, UnaryOperator.identity());
	}

	/**
	 * Creates a transport whose certificates may change.
	 * @param builder as above
	 * @param profile how to connect
	 * @param tls gives what TLS is spoken with, or {@code null}; asked before each
	 * connection, and what is no longer equal holds from then on
	 * @param customizer what the application does to its Reactor Netty clients; can not
	 * change how redirects, TLS, compression and timeouts work here
	 */
	public WebClientTransport(WebClient.Builder builder, TransportProfile profile, Supplier<@Nullable TlsMaterial> tls,
			UnaryOperator<HttpClient> customizer) {
		this(builder, new StreamConnector(profile, tls, customizer, SILENCE));
	}

	WebClientTransport(WebClient.Builder builder, StreamConnector connector) {
		this(builder, connector, ConcurrentHashMap.newKeySet());
	}

	private WebClientTransport(WebClient.Builder builder, StreamConnector connector, Set<WebClientExchange> exchanges) {
		this.connector = connector;
		this.exchanges = exchanges;
		// an observation of the WebClient would show the query, and ends with the head
		this.client = builder.clone()
			.clientConnector(connector)
			.observationRegistry(ObservationRegistry.NOOP)
			.filter(new RestrictedRequests())
			.build();
	}

	/**
	 * Returns a transport with another WebClient over the connections of this one. Closed
	 * with it.
	 * @param builder as for this one
	 * @return the other
	 */
	public WebClientTransport with(WebClient.Builder builder) {
		return new WebClientTransport(builder, this.connector, this.exchanges);
	}

	@Override
	public Exchange open(StreamRequest request, ExchangeListener listener) {
		WebClientExchange exchange = new WebClientExchange(listener, this.exchanges::remove);
		this.exchanges.add(exchange);
		WebClient.RequestBodySpec head = this.client.method(HttpMethod.valueOf(request.method()))
			.uri(request.uri())
			.headers((headers) -> request.headers().forEach(headers::set))
			.attribute(RestrictedRequests.ATTRIBUTE, request)
			.httpRequest((sent) -> exchange.onConnected());
		byte[] body = request.body();
		((body != null) ? head.body((sent, context) -> send(body, sent)) : head).exchangeToFlux((response) -> {
			exchange.onHead(head(response));
			return response.body(BodyExtractors.toDataBuffers());
		}).subscribe(exchange);
		return exchange;
	}

	// not through the application's codecs, which may be anything
	private static Mono<Void> send(byte[] body, ReactiveHttpOutputMessage sent) {
		sent.getHeaders().setContentLength(body.length);
		return sent.writeWith(Mono.fromSupplier(() -> sent.bufferFactory().wrap(body)));
	}

	/**
	 * Cancels what is under way, and closes what streams have shared.
	 */
	@Override
	public void close() {
		this.exchanges.forEach(WebClientExchange::cancel);
		this.connector.close();
	}

	private static ResponseHead head(ClientResponse response) {
		HttpHeaders headers = response.headers().asHttpHeaders();
		return new ResponseHead(response.statusCode().value(), headers::getFirst,
				headers.getOrDefault(HttpHeaders.SET_COOKIE, List.of()));
	}

}

package dev.eventsource.connection;

import java.net.URI;
import java.time.Duration;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

import javax.net.ssl.SSLException;

import dev.eventsource.EventSourceSpec.HttpVersion;
import io.netty.channel.Channel;
import io.netty.channel.ChannelConfig;
import io.netty.channel.ChannelOption;
import io.netty.channel.socket.nio.NioChannelOption;
import io.netty.handler.codec.http2.Http2StreamChannel;
import io.netty.handler.ssl.SslContextBuilder;
import jdk.net.ExtendedSocketOptions;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;
import org.springframework.http.client.reactive.ClientHttpConnector;
import org.springframework.http.client.reactive.ClientHttpRequest;
import org.springframework.http.client.reactive.ClientHttpResponse;
import org.springframework.http.client.reactive.ReactorClientHttpConnector;
import reactor.core.publisher.Mono;
import reactor.netty.http.Http11SslContextSpec;
import reactor.netty.http.Http2SslContextSpec;
import reactor.netty.http.HttpProtocol;
import reactor.netty.http.client.Http2AllocationStrategy;
import reactor.netty.http.client.HttpClient;
import reactor.netty.http.client.HttpResponseDecoderSpec;
import reactor.netty.resources.ConnectionProvider;
import reactor.netty.tcp.SslProvider;

/**
 * Connects as a profile says. A stream of HTTP/1.1 has a connection of its own, streams
 * of HTTP/2 share one for as long as the server takes more of them. The version can
 * depend on the scheme, so the choice is made for the URI that is really asked for. What
 * the application adds to its clients lies below what is set here, and not at all below a
 * request that must go without credentials.
 */
final class StreamConnector implements ClientHttpConnector, AutoCloseable {

	private static final int FIRST_LINE = 4 * 1024;

	private static final int LARGEST_PIECE = 32 * 1024;

	private static final Duration DAYS = Duration.ofDays(20);

	private static final int KEEP_IDLE_SECONDS = 30;

	// by its name: the native transport need not be there
	private static final ChannelOption<Integer> EPOLL_KEEP_IDLE = ChannelOption
		.valueOf("io.netty.channel.epoll.EpollChannelOption#TCP_KEEPIDLE");

	private static final ChannelOption<Integer> NIO_KEEP_IDLE = NioChannelOption.of(ExtendedSocketOptions.TCP_KEEPIDLE);

	private final TransportProfile profile;

	private final Supplier<@Nullable TlsMaterial> tls;

	private final UnaryOperator<HttpClient> customizer;

	private final Duration silence;

	private final ConnectionProvider shared = sharedConnections();

	private final HttpClient clear;

	private final HttpClient clearRestricted;

	private volatile Secured secured;

	private final @Nullable ProxyRoutes proxies;

	/**
	 * Creates a connector.
	 * @param profile how to connect
	 * @param tls gives what TLS is spoken with, {@code null} for what Java has; asked
	 * before each connection, for something that is no longer equal is used from then on
	 * @param customizer what the application does to its clients
	 * @param silence time after which an HTTP/2 connection is asked for a sign of life
	 */
	StreamConnector(TransportProfile profile, Supplier<@Nullable TlsMaterial> tls, UnaryOperator<HttpClient> customizer,
			Duration silence) {
		this.profile = profile;
		this.tls = tls;
		this.customizer = customizer;
		this.silence = silence;
		this.clear = clear(customizer);
		this.clearRestricted = clear(UnaryOperator.identity());
		this.secured = secured(material());
		this.proxies = (profile.proxy() != null) ? new ProxyRoutes(profile.proxy(), profile.connectTimeout()) : null;
	}

	@Override
	public Mono<ClientHttpResponse> connect(HttpMethod method, URI uri,
			Function<? super ClientHttpRequest, Mono<Void>> request) {
		return Mono.deferContextual((context) -> {
			try {
				HttpClient any = client(uri, context.hasKey(RestrictedRequests.class));
				// Reactor Netty sends again what a reset has met; a POST may have been
				// processed
				HttpClient client = HttpMethod.GET.equals(method) ? any : any.disableRetry(true);
				return (this.proxies == null) ? new ReactorClientHttpConnector(client).connect(method, uri, request)
						: this.proxies.connect(client, method, uri, request);
			}
			catch (SSLException ex) {
				return Mono.error(ex);
			}
		});
	}

	private HttpClient client(URI uri, boolean restricted) throws SSLException {
		if (!"https".equalsIgnoreCase(uri.getScheme())) {
			return restricted ? this.clearRestricted : this.clear;
		}
		Secured secured = this.secured;
		TlsMaterial material = material();
		if (!material.equals(secured.material())) {
			secured = renewed(material);
			this.secured = secured;
		}
		return restricted ? secured.restricted() : secured.client();
	}

	private Secured renewed(TlsMaterial material) throws SSLException {
		try {
			return secured(material);
		}
		catch (RuntimeException ex) {
			throw new SSLException("The renewed certificates can not be used", ex);
		}
	}

	private TlsMaterial material() {
		TlsMaterial material = this.tls.get();
		return (material != null) ? material : TlsMaterial.OF_JAVA;
	}

	/**
	 * Closes the connections that streams have shared.
	 */
	@Override
	public void close() {
		this.shared.dispose();
	}

	// without bounds: what a server does not take on one connection goes to the next, and
	// our own timers say how long to wait
	private static ConnectionProvider sharedConnections() {
		return ConnectionProvider.builder("eventsource")
			.allocationStrategy(Http2AllocationStrategy.builder()
				.maxConnections(Integer.MAX_VALUE)
				.strictConnectionReuse(true)
				.build())
			.pendingAcquireMaxCount(-1)
			.pendingAcquireTimeout(Duration.ZERO)
			.build();
	}

	private HttpClient clear(UnaryOperator<HttpClient> customizer) {
		HttpClient client = (this.profile.httpVersion() == HttpVersion.H2C)
				? multiplexing(customizer).protocol(HttpProtocol.H2C) : owning(customizer);
		return client.noSSL();
	}

	private Secured secured(TlsMaterial material) {
		return new Secured(material, secure(this.customizer, material), secure(UnaryOperator.identity(), material));
	}

	private HttpClient secure(UnaryOperator<HttpClient> customizer, TlsMaterial material) {
		HttpClient client = (this.profile.httpVersion() == HttpVersion.HTTP1) ? owning(customizer)
				: multiplexing(customizer).protocol(HttpProtocol.H2, HttpProtocol.HTTP11);
		Duration connectTimeout = this.profile.connectTimeout().isZero() ? DAYS : this.profile.connectTimeout();
		return client.secure((ssl) -> withContext(ssl, material).handshakeTimeout(connectTimeout));
	}

	private HttpClient owning(UnaryOperator<HttpClient> customizer) {
		return configured(customizer.apply(HttpClient.create(ConnectionProvider.newConnection())))
			.protocol(HttpProtocol.HTTP11);
	}

	private HttpClient multiplexing(UnaryOperator<HttpClient> customizer) {
		return configured(customizer.apply(HttpClient.create(this.shared)))
			.http2Settings((settings) -> settings.maxHeaderListSize(this.profile.headerLimit()));
	}

	private HttpClient configured(HttpClient client) {
		Duration connectTimeout = this.profile.connectTimeout().isZero() ? DAYS : this.profile.connectTimeout();
		return client.compress(false)
			.followRedirect(false)
			.responseTimeout(null)
			.option(ChannelOption.SO_KEEPALIVE, true)
			.option(ChannelOption.CONNECT_TIMEOUT_MILLIS, (int) Math.min(connectTimeout.toMillis(), DAYS.toMillis()))
			.httpResponseDecoder(this::limit)
			.doOnChannelInit(
					(observer, channel, address) -> WebClientExchange.onChannel(observer.currentContext(), channel))
			.doOnConnected((connection) -> lookAfter(connection.channel()))
			.doOnRequest((request, connection) -> {
				// a server that speaks no HTTP/2: its connection is not for the next one
				connection.markPersistent(connection.channel() instanceof Http2StreamChannel);
				WebClientExchange.onRequest(request.currentContextView(), connection.channel());
			});
	}

	// deprecated without a successor: the default of 8 KB costs four times the
	// hand-overs; how
	// much all pieces bring that Demand asks for follows from it, too
	@SuppressWarnings("deprecation")
	private HttpResponseDecoderSpec limit(HttpResponseDecoderSpec decoder) {
		return decoder.maxInitialLineLength(FIRST_LINE)
			.maxHeaderSize(this.profile.headerLimit())
			.maxChunkSize(LARGEST_PIECE);
	}

	private SslProvider.Builder withContext(SslProvider.SslContextSpec ssl, TlsMaterial material) {
		SslProvider.GenericSslContextSpec<SslContextBuilder> context = (this.profile.httpVersion() == HttpVersion.HTTP1)
				? Http11SslContextSpec.forClient() : Http2SslContextSpec.forClient();
		return ssl.sslContext(context.configure(material::applyTo));
	}

	private void lookAfter(Channel channel) {
		if (!channel.isOpen()) {
			// cancelled just now; it would throw
			return;
		}
		ChannelConfig config = channel.config();
		// a channel leaves options alone that are not its own
		config.setOption(EPOLL_KEEP_IDLE, KEEP_IDLE_SECONDS);
		config.setOption(NIO_KEEP_IDLE, KEEP_IDLE_SECONDS);
		SharedConnection.lookAfter(channel, this.silence);
	}

	/**
	 * What speaks TLS with some material.
	 *
	 * @param material the material
	 * @param client with what the application adds
	 * @param restricted without
	 */
	private record Secured(TlsMaterial material, HttpClient client, HttpClient restricted) {
	}

}

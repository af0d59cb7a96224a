package dev.eventsource.connection;

import java.net.URI;
import java.time.Duration;
import java.util.function.Function;

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
 * depend on the scheme, so the choice is made for the URI that is really asked for.
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

	private final TlsMaterial tls;

	private final Duration silence;

	private final ConnectionProvider shared = sharedConnections();

	private final HttpClient clear;

	private final HttpClient secure;

	private final @Nullable ProxyRoutes proxies;

	/**
	 * Creates a connector.
	 * @param profile how to connect
	 * @param tls what TLS is spoken with; {@code null} for what Java has
	 * @param silence time after which an HTTP/2 connection is asked for a sign of life
	 */
	StreamConnector(TransportProfile profile, @Nullable TlsMaterial tls, Duration silence) {
		this.profile = profile;
		this.tls = (tls != null) ? tls : TlsMaterial.OF_JAVA;
		this.silence = silence;
		HttpVersion version = profile.httpVersion();
		this.clear = (version == HttpVersion.H2C) ? multiplexing().protocol(HttpProtocol.H2C) : owning();
		this.secure = (version == HttpVersion.HTTP1) ? secured(owning())
				: secured(multiplexing().protocol(HttpProtocol.H2, HttpProtocol.HTTP11));
		this.proxies = (profile.proxy() != null) ? new ProxyRoutes(profile.proxy(), profile.connectTimeout()) : null;
	}

	@Override
	public Mono<ClientHttpResponse> connect(HttpMethod method, URI uri,
			Function<? super ClientHttpRequest, Mono<Void>> request) {
		HttpClient client = "https".equalsIgnoreCase(uri.getScheme()) ? this.secure : this.clear;
		return (this.proxies == null) ? new ReactorClientHttpConnector(client).connect(method, uri, request)
				: this.proxies.connect(client, method, uri, request);
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

	private HttpClient owning() {
		return configured(HttpClient.create(ConnectionProvider.newConnection()));
	}

	private HttpClient multiplexing() {
		return configured(HttpClient.create(this.shared))
			.http2Settings((settings) -> settings.maxHeaderListSize(this.profile.headerLimit()));
	}

	private HttpClient configured(HttpClient client) {
		Duration connectTimeout = this.profile.connectTimeout().isZero() ? DAYS : this.profile.connectTimeout();
		return client.compress(false)
			.followRedirect(false)
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

	// deprecated without a successor: the default of 8 KB costs four times the hand-overs; how
	// much all pieces bring that Demand asks for follows from it, too
	@SuppressWarnings("deprecation")
	private HttpResponseDecoderSpec limit(HttpResponseDecoderSpec decoder) {
		return decoder.maxInitialLineLength(FIRST_LINE)
			.maxHeaderSize(this.profile.headerLimit())
			.maxChunkSize(LARGEST_PIECE);
	}

	private HttpClient secured(HttpClient client) {
		Duration connectTimeout = this.profile.connectTimeout().isZero() ? DAYS : this.profile.connectTimeout();
		return client.secure((ssl) -> withContext(ssl).handshakeTimeout(connectTimeout));
	}

	private SslProvider.Builder withContext(SslProvider.SslContextSpec ssl) {
		SslProvider.GenericSslContextSpec<SslContextBuilder> context = (this.profile.httpVersion() == HttpVersion.HTTP1)
				? Http11SslContextSpec.forClient() : Http2SslContextSpec.forClient();
		return ssl.sslContext(context.configure(this.tls::applyTo));
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

}

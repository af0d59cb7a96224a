package dev.eventsource.connection;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import io.micrometer.observation.ObservationRegistry;
import io.netty.channel.Channel;
import io.netty.channel.ChannelConfig;
import io.netty.channel.ChannelOption;
import io.netty.channel.socket.nio.NioChannelOption;
import jdk.net.ExtendedSocketOptions;
import org.springframework.http.HttpMethod;
import org.springframework.http.client.reactive.ReactorClientHttpConnector;
import org.springframework.web.reactive.function.BodyExtractors;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.netty.http.client.HttpClient;
import reactor.netty.http.client.HttpResponseDecoderSpec;
import reactor.netty.resources.ConnectionProvider;
import reactor.netty.tcp.SslProvider;

/**
 * Sends requests through the application's {@link WebClient}, but always on Reactor
 * Netty, with a connection for each stream. Follows no redirect, decompresses nothing and
 * never limits how long a body may be silent.
 */
public final class WebClientTransport implements Transport, AutoCloseable {

	private static final int FIRST_LINE = 4 * 1024;

	private static final int LARGEST_PIECE = 16 * 1024;

	private static final Duration DAYS = Duration.ofDays(20);

	private static final int KEEP_IDLE_SECONDS = 30;

	// by its name: the native transport need not be there
	private static final ChannelOption<Integer> EPOLL_KEEP_IDLE = ChannelOption
		.valueOf("io.netty.channel.epoll.EpollChannelOption#TCP_KEEPIDLE");

	private static final ChannelOption<Integer> NIO_KEEP_IDLE = NioChannelOption.of(ExtendedSocketOptions.TCP_KEEPIDLE);

	private final Set<WebClientExchange> exchanges = ConcurrentHashMap.newKeySet();

	private final WebClient client;

	/**
	 * Creates a transport.
	 * @param builder the application's builder; copied, so that its default headers and
	 * filters apply, but not its connector nor its observations
	 * @param profile how to connect
	 */
	public WebClientTransport(WebClient.Builder builder, TransportProfile profile) {
		// an observation of the WebClient would show the query, and ends with the head
		this.client = builder.clone()
			.clientConnector(new ReactorClientHttpConnector(httpClient(profile)))
			.observationRegistry(ObservationRegistry.NOOP)
			.filter(new RestrictedRequests())
			.build();
	}

	@Override
	public Exchange open(StreamRequest request, ExchangeListener listener) {
		WebClientExchange exchange = new WebClientExchange(listener, this.exchanges::remove);
		this.exchanges.add(exchange);
		this.client.method(HttpMethod.valueOf(request.method()))
			.uri(request.uri())
			.headers((headers) -> request.headers().forEach(headers::set))
			.attribute(RestrictedRequests.ATTRIBUTE, request)
			.httpRequest((sent) -> exchange.onConnected())
			.exchangeToFlux((response) -> {
				exchange.onHead(head(response));
				return response.body(BodyExtractors.toDataBuffers());
			})
			.subscribe(exchange);
		return exchange;
	}

	/**
	 * Cancels what is under way.
	 */
	@Override
	public void close() {
		this.exchanges.forEach(WebClientExchange::cancel);
	}

	private static ResponseHead head(ClientResponse response) {
		return new ResponseHead(response.statusCode().value(), response.headers().asHttpHeaders()::getFirst);
	}

	private static HttpClient httpClient(TransportProfile profile) {
		Duration connectTimeout = profile.connectTimeout().isZero() ? DAYS : profile.connectTimeout();
		return HttpClient.create(ConnectionProvider.newConnection())
			.compress(false)
			.followRedirect(false)
			.option(ChannelOption.SO_KEEPALIVE, true)
			.option(ChannelOption.CONNECT_TIMEOUT_MILLIS, (int) Math.min(connectTimeout.toMillis(), DAYS.toMillis()))
			.secure((ssl) -> ssl.sslContext(SslProvider.defaultClientProvider().getSslContext())
				.handshakeTimeout(connectTimeout))
			.httpResponseDecoder((decoder) -> limit(decoder, profile))
			.doOnChannelInit((observer, channel, address) -> {
				InterimAnswers.dropFrom(channel);
				WebClientExchange.onChannel(observer.currentContext(), channel);
			})
			.doOnConnected((connection) -> askForLifeSigns(connection.channel()));
	}

	// deprecated without a successor: the default of 8 KB costs twice the hand-overs;
	// what
	// all pieces that Demand asks for bring follows from it, too
	@SuppressWarnings("deprecation")
	private static HttpResponseDecoderSpec limit(HttpResponseDecoderSpec decoder, TransportProfile profile) {
		return decoder.maxInitialLineLength(FIRST_LINE)
			.maxHeaderSize((profile.headerSize() > 0) ? profile.headerSize() : Integer.MAX_VALUE)
			.maxChunkSize(LARGEST_PIECE);
	}

	private static void askForLifeSigns(Channel channel) {
		if (!channel.isOpen()) {
			// cancelled just now; it would throw
			return;
		}
		ChannelConfig config = channel.config();
		// a channel leaves options alone that are not its own
		config.setOption(EPOLL_KEEP_IDLE, KEEP_IDLE_SECONDS);
		config.setOption(NIO_KEEP_IDLE, KEEP_IDLE_SECONDS);
	}

}

package dev.eventsource.testing;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import javax.net.ssl.SSLException;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http2.Http2FrameCodec;
import io.netty.handler.codec.http2.Http2FrameCodecBuilder;
import io.netty.handler.codec.http2.Http2MultiplexHandler;
import io.netty.handler.codec.http2.Http2Settings;
import io.netty.handler.codec.http2.Http2StreamFrameToHttpObjectCodec;
import io.netty.handler.ssl.ApplicationProtocolConfig;
import io.netty.handler.ssl.ApplicationProtocolNames;
import io.netty.handler.ssl.ApplicationProtocolNegotiationHandler;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;

/**
 * A server that speaks any {@link Protocol}. A test answers each of its streams by hand.
 */
public final class NettyServer implements AutoCloseable {

	/** The key of all such servers: making one takes a second. */
	public static final ServerKeys KEYS = ServerKeys.temporary();

	private final EventLoopGroup loop = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());

	private final List<Channel> open = new CopyOnWriteArrayList<>();

	private final AtomicInteger connections = new AtomicInteger();

	private final BlockingQueue<ServedStream> streams = new LinkedBlockingQueue<>();

	private final Options options;

	private final Channel listening;

	private NettyServer(Options options) {
		this.options = options;
		SslContext tls = options.protocol().isSecure() ? tls(options.offered()) : null;
		this.listening = new ServerBootstrap().group(this.loop)
			.channel(NioServerSocketChannel.class)
			.childOption(ChannelOption.SO_SNDBUF, 16 * 1024)
			.childHandler(new ChannelInitializer<>() {

				@Override
				protected void initChannel(Channel channel) {
					NettyServer.this.connections.incrementAndGet();
					NettyServer.this.open.add(channel);
					channel.closeFuture().addListener((closed) -> NettyServer.this.open.remove(channel));
					if (tls != null) {
						channel.pipeline().addLast(tls.newHandler(channel.alloc()), new Agreement());
						return;
					}
					speak(channel, options.protocol().isShared());
				}

			})
			.bind(new InetSocketAddress(options.address(), 0))
			.syncUninterruptibly()
			.channel();
	}

	/**
	 * Starts a server on the loopback interface.
	 * @param protocol what it speaks
	 * @return the server
	 */
	public static NettyServer start(Protocol protocol) {
		return start(Options.of(protocol));
	}

	/**
	 * Starts a server.
	 * @param options how
	 * @return the server
	 */
	public static NettyServer start(Options options) {
		return new NettyServer(options);
	}

	/**
	 * Returns the URL of its streams.
	 * @return the URL
	 */
	public URI url() {
		InetSocketAddress address = (InetSocketAddress) this.listening.localAddress();
		String scheme = this.options.protocol().isSecure() ? "https" : "http";
		return URI.create(scheme + "://" + this.options.host() + ":" + address.getPort() + "/stream");
	}

	/**
	 * Waits for the next request.
	 * @return its stream, not answered yet
	 */
	public ServedStream next() {
		try {
			return Objects.requireNonNull(this.streams.poll(60, TimeUnit.SECONDS), "no request came");
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * Returns how many connections have been made.
	 * @return the count, of closed ones too
	 */
	public int connections() {
		return this.connections.get();
	}

	/**
	 * Returns how many connections are open.
	 * @return the count
	 */
	public int open() {
		return this.open.size();
	}

	/**
	 * Tells the oldest connection that it gets no further streams.
	 * @param lastStreamId the last stream that is served
	 */
	public void goAway(int lastStreamId) {
		Channel connection = this.open.get(0);
		connection.eventLoop().execute(() -> {
			ChannelHandlerContext context = connection.pipeline().context(Http2FrameCodec.class);
			// by the writer: the codec would not disown what it has begun
			((Http2FrameCodec) context.handler()).encoder()
				.frameWriter()
				.writeGoAway(context, lastStreamId, 0, Unpooled.EMPTY_BUFFER, context.newPromise());
			context.flush();
		});
	}

	/**
	 * Lets the oldest connection fall silent: nothing that comes is read, nothing is
	 * sent, and nobody is told.
	 */
	public void silence() {
		Channel connection = this.open.get(0);
		connection.eventLoop().submit(() -> connection.pipeline().addFirst(new Silence())).syncUninterruptibly();
	}

	@Override
	public void close() {
		if (this.loop.isShuttingDown()) {
			return;
		}
		this.listening.close().syncUninterruptibly();
		this.open
			.forEach((channel) -> channel.eventLoop().execute(() -> channel.unsafe().close(channel.voidPromise())));
		this.loop.shutdownGracefully(0, 1, TimeUnit.SECONDS).syncUninterruptibly();
	}

	private void speak(Channel channel, boolean shared) {
		if (!shared) {
			channel.pipeline().addLast(new HttpServerCodec(), new ServedStream(this.streams::add));
			return;
		}
		Http2FrameCodecBuilder codec = Http2FrameCodecBuilder.forServer()
			.initialSettings(Http2Settings.defaultSettings().maxConcurrentStreams(this.options.maxStreams()))
			// a test resets more streams than a decent client does
			.decoderEnforceMaxRstFramesPerWindow(0, 0);
		channel.pipeline().addLast(codec.build(), new Http2MultiplexHandler(new ChannelInitializer<>() {

			@Override
			protected void initChannel(Channel stream) {
				stream.pipeline()
					.addLast(new Http2StreamFrameToHttpObjectCodec(true),
							new ServedStream(NettyServer.this.streams::add));
			}

		}));
	}

	private static SslContext tls(List<String> offered) {
		try {
			return SslContextBuilder.forServer(KEYS.key())
				.applicationProtocolConfig(new ApplicationProtocolConfig(ApplicationProtocolConfig.Protocol.ALPN,
						ApplicationProtocolConfig.SelectorFailureBehavior.NO_ADVERTISE,
						ApplicationProtocolConfig.SelectedListenerFailureBehavior.ACCEPT, offered))
				.build();
		}
		catch (SSLException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * How a server is set up.
	 *
	 * @param protocol what it speaks
	 * @param offered names of protocols that it agrees to over TLS
	 * @param maxStreams streams of a connection at a time
	 * @param address address that it listens on
	 * @param host how its URL names it
	 */
	public record Options(Protocol protocol, List<String> offered, int maxStreams, InetAddress address, String host) {

		/**
		 * Returns a server on the loopback interface that takes 100 streams a connection.
		 * @param protocol what it speaks
		 * @return the options
		 */
		public static Options of(Protocol protocol) {
			List<String> offered = protocol.isShared()
					? List.of(ApplicationProtocolNames.HTTP_2, ApplicationProtocolNames.HTTP_1_1)
					: List.of(ApplicationProtocolNames.HTTP_1_1);
			return new Options(protocol, offered, 100, InetAddress.getLoopbackAddress(), "localhost");
		}

		/**
		 * Returns these options with another limit.
		 * @param maxStreams streams of a connection at a time
		 * @return the options
		 */
		public Options withMaxStreams(int maxStreams) {
			return new Options(this.protocol, this.offered, maxStreams, this.address, this.host);
		}

		/**
		 * Returns these options with another address.
		 * @param address address that it listens on
		 * @param host how its URL names it
		 * @return the options
		 */
		public Options withAddress(InetAddress address, String host) {
			return new Options(this.protocol, this.offered, this.maxStreams, address, host);
		}

	}

	/**
	 * Speaks what client and server have agreed on.
	 */
	private final class Agreement extends ApplicationProtocolNegotiationHandler {

		Agreement() {
			super(ApplicationProtocolNames.HTTP_1_1);
		}

		@Override
		protected void configurePipeline(ChannelHandlerContext context, String protocol) {
			speak(context.channel(), protocol.equals(ApplicationProtocolNames.HTTP_2));
		}

		@Override
		protected void handshakeFailure(ChannelHandlerContext context, Throwable cause) {
			context.close();
		}

	}

}

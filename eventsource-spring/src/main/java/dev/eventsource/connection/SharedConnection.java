package dev.eventsource.connection;

import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http2.DefaultHttp2PingFrame;
import io.netty.handler.codec.http2.Http2Connection;
import io.netty.handler.codec.http2.Http2ConnectionAdapter;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.codec.http2.Http2FrameCodec;
import io.netty.handler.codec.http2.Http2LocalFlowController;
import io.netty.handler.codec.http2.Http2Stream;
import io.netty.handler.timeout.IdleStateEvent;
import io.netty.handler.timeout.IdleStateHandler;

/**
 * Looks after one HTTP/2 connection that streams share: lets no stalled stream take the
 * room of the others, notices when nobody is at the other end any more, and hangs up when
 * no stream is left. On the event loop.
 */
final class SharedConnection extends IdleStateHandler {

	/**
	 * What all streams together may have sent us unread. Each of them is bounded by its
	 * own window; this one must never be what stops a stream.
	 */
	private static final int WINDOW = 1 << 30;

	private final Http2FrameCodec codec;

	private final long lingerMillis;

	private SharedConnection(Http2FrameCodec codec, Duration silence) {
		super(silence.toMillis(), 0, 0, TimeUnit.MILLISECONDS);
		this.codec = codec;
		this.lingerMillis = silence.toMillis() / 30;
	}

	/**
	 * Looks after a channel, if it is an HTTP/2 connection.
	 * @param channel a channel that has been established
	 * @param silence time without a frame after which a sign of life is asked for; it
	 * must come within the same time again. A thirtieth of it is how long a connection
	 * without streams waits for another one
	 */
	static void lookAfter(Channel channel, Duration silence) {
		ChannelHandlerContext codec = channel.pipeline().context(Http2FrameCodec.class);
		if (codec != null && !isIn(channel)) {
			channel.pipeline()
				.addAfter(codec.name(), "eventsource.sharedConnection",
						new SharedConnection((Http2FrameCodec) codec.handler(), silence));
		}
	}

	static boolean isIn(Channel channel) {
		return channel.pipeline().get(SharedConnection.class) != null;
	}

	@Override
	public void handlerAdded(ChannelHandlerContext context) throws Exception {
		super.handlerAdded(context);
		widen();
		context.flush();
		this.codec.connection().addListener(new Http2ConnectionAdapter() {

			@Override
			public void onStreamClosed(Http2Stream stream) {
				if (isUnused()) {
					// a stream that comes back at once finds it still there
					later(context, SharedConnection.this::retire);
				}
			}

		});
	}

	private void widen() throws Http2Exception {
		Http2Connection connection = this.codec.connection();
		Http2LocalFlowController flow = Objects.requireNonNull(connection.local().flowController());
		Http2Stream whole = connection.connectionStream();
		flow.incrementWindowSize(whole, WINDOW - flow.initialWindowSize(whole));
	}

	private void later(ChannelHandlerContext context, Consumer<ChannelHandlerContext> action) {
		context.executor().schedule(() -> {
			if (isUnused()) {
				action.accept(context);
			}
		}, this.lingerMillis, TimeUnit.MILLISECONDS);
	}

	@Override
	protected void channelIdle(ChannelHandlerContext context, IdleStateEvent event) {
		if (isUnused()) {
			retire(context);
		}
		else if (event.isFirst()) {
			context.writeAndFlush(new DefaultHttp2PingFrame(0));
		}
		else {
			context.close();
		}
	}

	private boolean isUnused() {
		return this.codec.connection().numActiveStreams() == 0;
	}

	// as if the server had said goodbye: the pool gives it to nobody any more, and who
	// has
	// just been given it still gets through
	private void retire(ChannelHandlerContext context) {
		Http2Connection connection = this.codec.connection();
		try {
			if (!connection.goAwayReceived()) {
				connection.goAwayReceived(Integer.MAX_VALUE, Http2Error.NO_ERROR.code(), Unpooled.EMPTY_BUFFER);
			}
			later(context, ChannelHandlerContext::close);
		}
		catch (Http2Exception ex) {
			context.close();
		}
	}

}

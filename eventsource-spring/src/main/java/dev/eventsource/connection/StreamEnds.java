package dev.eventsource.connection;

import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.util.function.Consumer;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2ResetFrame;
import io.netty.handler.codec.http2.Http2StreamChannel;
import reactor.netty.NettyPipeline;

/**
 * Remembers why a stream of HTTP/2 was cut: Reactor Netty says only that it was. On the
 * event loop.
 */
final class StreamEnds extends ChannelInboundHandlerAdapter {

	private final Consumer<Throwable> reason;

	private boolean known;

	private StreamEnds(Consumer<Throwable> reason) {
		this.reason = reason;
	}

	/**
	 * Watches a channel, if it is a stream.
	 * @param channel the channel of a request
	 * @param reason told why it ends if it does not end in order; also when it is we who
	 * close it
	 */
	static void watch(Channel channel, Consumer<Throwable> reason) {
		if (channel instanceof Http2StreamChannel) {
			channel.pipeline()
				.addBefore(NettyPipeline.ReactiveBridge, "eventsource.streamEnds", new StreamEnds(reason));
		}
	}

	@Override
	public void userEventTriggered(ChannelHandlerContext context, Object event) throws Exception {
		if (event instanceof Http2ResetFrame reset) {
			Http2Error error = Http2Error.valueOf(reset.errorCode());
			tell(new IOException("The stream was reset with " + ((error != null) ? error : reset.errorCode())));
		}
		super.userEventTriggered(context, event);
	}

	@Override
	@SuppressWarnings("deprecation")
	public void exceptionCaught(ChannelHandlerContext context, Throwable cause) throws Exception {
		tell(cause);
		super.exceptionCaught(context, cause);
	}

	@Override
	public void channelInactive(ChannelHandlerContext context) throws Exception {
		tell(new ClosedChannelException());
		super.channelInactive(context);
	}

	private void tell(Throwable cause) {
		if (!this.known) {
			this.known = true;
			this.reason.accept(cause);
		}
	}

}

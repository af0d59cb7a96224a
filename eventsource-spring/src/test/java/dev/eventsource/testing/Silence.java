package dev.eventsource.testing;

import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.util.ReferenceCountUtil;

/**
 * Lets nothing through, as a network does that has lost a connection.
 */
final class Silence extends ChannelDuplexHandler {

	@Override
	public void channelRead(ChannelHandlerContext context, Object message) {
		ReferenceCountUtil.release(message);
	}

	@Override
	public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
		ReferenceCountUtil.release(message);
		promise.setSuccess();
	}

}

package dev.eventsource.connection;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import reactor.netty.NettyPipeline;

/**
 * Drops answers that only announce the answer, such as 103: Reactor Netty takes any but
 * 100 for the answer itself. On the event loop.
 */
final class InterimAnswers extends ChannelInboundHandlerAdapter {

	private boolean interim;

	private InterimAnswers() {
	}

	static void dropFrom(Channel channel) {
		channel.pipeline().addBefore(NettyPipeline.ReactiveBridge, "eventsource.interimAnswers", new InterimAnswers());
	}

	@Override
	public void channelRead(ChannelHandlerContext context, Object message) {
		if (message instanceof HttpResponse response) {
			this.interim = isInterim(response.status());
		}
		if (!this.interim || !(message instanceof HttpObject)) {
			context.fireChannelRead(message);
			return;
		}
		this.interim = !(message instanceof LastHttpContent);
		ReferenceCountUtil.release(message);
		// the codec has passed something on, and so will not read on by itself
		context.read();
	}

	private static boolean isInterim(HttpResponseStatus status) {
		return status.codeClass() == HttpStatusClass.INFORMATIONAL
				&& status.code() != HttpResponseStatus.SWITCHING_PROTOCOLS.code();
	}

}

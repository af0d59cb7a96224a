package dev.eventsource.testing;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.codec.http2.DefaultHttp2ResetFrame;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2ResetFrame;
import io.netty.handler.codec.http2.Http2StreamChannel;
import io.netty.util.ReferenceCountUtil;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/**
 * A request to a {@link NettyServer}, and the ways to answer it.
 */
public final class ServedStream extends ChannelInboundHandlerAdapter {

	private final Consumer<ServedStream> arrived;

	private final AtomicLong written = new AtomicLong();

	private volatile @Nullable Channel channel;

	private volatile @Nullable HttpRequest request;

	private volatile @Nullable Long resetCode;

	ServedStream(Consumer<ServedStream> arrived) {
		this.arrived = arrived;
	}

	@Override
	public void channelRead(ChannelHandlerContext context, Object message) {
		if (message instanceof HttpRequest head) {
			this.channel = context.channel();
			this.request = head;
			this.arrived.accept(this);
		}
		ReferenceCountUtil.release(message);
	}

	@Override
	public void userEventTriggered(ChannelHandlerContext context, Object event) {
		if (event instanceof Http2ResetFrame reset) {
			this.resetCode = reset.errorCode();
		}
		ReferenceCountUtil.release(event);
	}

	@Override
	@SuppressWarnings("deprecation")
	public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
		context.close();
	}

	/**
	 * Returns the request's head.
	 * @return the head
	 */
	public HttpRequest request() {
		return Objects.requireNonNull(this.request);
	}

	/**
	 * Returns the channel: of the connection, or of one stream.
	 * @return the channel
	 */
	public Channel channel() {
		return Objects.requireNonNull(this.channel);
	}

	/**
	 * Returns what the client has reset the stream with.
	 * @return the code, or {@code null}
	 */
	public @Nullable Long resetCode() {
		return this.resetCode;
	}

	/**
	 * Sends the head of a stream.
	 * @return this
	 */
	public ServedStream head() {
		return head("X-Any", "any");
	}

	/**
	 * Sends the head of a stream.
	 * @param name name of a further header
	 * @param value its value
	 * @return this
	 */
	public ServedStream head(String name, String value) {
		channel().writeAndFlush(newHead(name, value));
		return this;
	}

	private static HttpResponse newHead(String name, String value) {
		HttpResponse head = new DefaultHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.OK);
		head.headers().set(HttpHeaderNames.CONTENT_TYPE, "text/event-stream").set(name, value);
		HttpUtil.setTransferEncodingChunked(head, true);
		return head;
	}

	/**
	 * Sends an answer that only announces the answer.
	 * @param status its status
	 * @return this
	 */
	public ServedStream interim(HttpResponseStatus status) {
		channel().writeAndFlush(new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, status));
		return this;
	}

	/**
	 * Sends a piece of the body.
	 * @param text its text
	 * @return this
	 */
	public ServedStream body(String text) {
		byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
		channel().writeAndFlush(new DefaultHttpContent(Unpooled.wrappedBuffer(bytes)))
			.addListener((sent) -> this.written.addAndGet(sent.isSuccess() ? bytes.length : 0));
		return this;
	}

	/**
	 * Sends the head and a piece of the body as one packet, if it goes.
	 * @param text its text
	 * @return this
	 */
	public ServedStream headAndBody(String text) {
		channel().eventLoop().submit(() -> {
			channel().write(newHead("X-Any", "any"));
			body(text);
		}).syncUninterruptibly();
		return this;
	}

	/**
	 * Returns how much of the body has left the server.
	 * @return the count of bytes
	 */
	public long written() {
		return this.written.get();
	}

	/**
	 * Ends the body in order.
	 */
	public void end() {
		channel().writeAndFlush(LastHttpContent.EMPTY_LAST_CONTENT);
	}

	/**
	 * Cuts the stream, and only this one where it has siblings.
	 */
	public void reset() {
		Channel channel = channel();
		if (channel instanceof Http2StreamChannel) {
			channel.writeAndFlush(new DefaultHttp2ResetFrame(Http2Error.INTERNAL_ERROR));
			return;
		}
		channel.config().setOption(ChannelOption.SO_LINGER, 0);
		cut(channel);
	}

	/**
	 * Closes the connection, with all its streams, without a word.
	 */
	public void drop() {
		Channel channel = channel();
		Channel connection = (channel instanceof Http2StreamChannel) ? channel.parent() : channel;
		cut(connection);
	}

	// past TLS, which would say goodbye
	private static void cut(Channel channel) {
		channel.eventLoop().execute(() -> channel.unsafe().close(channel.voidPromise()));
	}

	/**
	 * Waits until the client has gone.
	 */
	public void awaitGone() {
		await(() -> !channel().isActive());
	}

	/**
	 * Waits for a fact.
	 * @param condition the fact
	 */
	public static void await(BooleanSupplier condition) {
		Awaitility.await()
			.pollInSameThread()
			.pollDelay(Duration.ZERO)
			.pollInterval(Duration.ofMillis(5))
			.atMost(Duration.ofSeconds(20))
			.until(condition::getAsBoolean);
	}

}

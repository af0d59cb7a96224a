package dev.eventsource.connection;

import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

import io.netty.channel.Channel;
import io.netty.handler.codec.http2.Http2StreamChannel;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscription;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import reactor.core.publisher.BaseSubscriber;
import reactor.netty.channel.ChannelOperations;
import reactor.util.context.Context;
import reactor.util.context.ContextView;

/**
 * One request of a {@link WebClientTransport}, from its subscription to its end.
 */
final class WebClientExchange extends BaseSubscriber<DataBuffer> implements Transport.Exchange {

	private static final Log log = LogFactory.getLog(WebClientTransport.class);

	// the error of a connection that we have cut is nobody's
	private static final Context DROPPED_ERRORS = Context.of("reactor.onErrorDropped.local",
			(Consumer<Throwable>) (dropped) -> log.debug("Error after the end: " + dropped.getClass()));

	private final ExchangeListener listener;

	private final Consumer<WebClientExchange> whenDone;

	private final AtomicBoolean connected = new AtomicBoolean();

	private volatile @Nullable Channel channel;

	// a connection that no other stream uses; owned by the event loop
	private @Nullable Channel own;

	private volatile boolean cancelled;

	// owned by the event loop
	private @Nullable Throwable reason;

	WebClientExchange(ExchangeListener listener, Consumer<WebClientExchange> whenDone) {
		this.listener = listener;
		this.whenDone = whenDone;
	}

	@Override
	public Context currentContext() {
		return DROPPED_ERRORS.put(WebClientExchange.class, this);
	}

	/**
	 * Takes note of a new channel: cancelling must end a TLS handshake, too, and Reactor
	 * Netty leaves that to its timeout.
	 * @param context context of the subscription that the channel is for
	 * @param channel the channel
	 */
	static void onChannel(ContextView context, Channel channel) {
		WebClientExchange exchange = context.getOrDefault(WebClientExchange.class, null);
		if (exchange != null) {
			exchange.channel = channel;
			exchange.closeIfCancelled();
		}
	}

	/**
	 * Takes note of the channel that a request goes out on: a connection, or a stream of
	 * one.
	 * @param context context of the subscription that the request is for
	 * @param channel the channel
	 */
	static void onRequest(ContextView context, Channel channel) {
		InterimAnswers.dropFrom(channel);
		WebClientExchange exchange = context.getOrDefault(WebClientExchange.class, null);
		if (exchange != null) {
			StreamEnds.watch(channel, (reason) -> exchange.reason = reason);
			exchange.own = (channel instanceof Http2StreamChannel) ? null : channel;
		}
		onChannel(context, channel);
	}

	private void closeIfCancelled() {
		Channel channel = this.channel;
		if (this.cancelled && channel != null) {
			channel.eventLoop().execute(() -> abandon(channel));
		}
	}

	// cancelled before its body had a subscriber, Reactor Netty keeps what came of the
	// body and releases it never
	private static void abandon(Channel channel) {
		if (SharedConnection.isIn(channel)) {
			// established meanwhile, and others may use it
			return;
		}
		ChannelOperations<?, ?> operations = ChannelOperations.get(channel);
		if (operations != null) {
			operations.receive().subscribe((released) -> {
			}, (taken) -> {
			});
		}
		channel.close();
	}

	void onConnected() {
		if (this.connected.compareAndSet(false, true)) {
			this.listener.onConnected();
		}
	}

	void onHead(ResponseHead head) {
		if (!isDisposed()) {
			this.listener.onHead(head);
		}
	}

	@Override
	public void request(int buffers) {
		request((long) buffers);
	}

	@Override
	protected void hookOnSubscribe(Subscription subscription) {
		// the head comes unasked; the body waits for request(int)
	}

	@Override
	protected void hookOnNext(DataBuffer buffer) {
		try {
			deliver(buffer);
		}
		finally {
			DataBufferUtils.release(buffer);
		}
	}

	// one call for each buffer that was asked for, whatever it is made of
	private void deliver(DataBuffer buffer) {
		try (DataBuffer.ByteBufferIterator parts = buffer.readableByteBuffers()) {
			ByteBuffer first = parts.hasNext() ? parts.next() : ByteBuffer.allocate(0);
			this.listener.onBody(parts.hasNext() ? copy(buffer) : first);
		}
	}

	private static ByteBuffer copy(DataBuffer buffer) {
		ByteBuffer copy = ByteBuffer.allocate(buffer.readableByteCount());
		buffer.toByteBuffer(copy);
		return copy;
	}

	@Override
	protected void hookOnComplete() {
		this.whenDone.accept(this);
		this.listener.onEnd();
	}

	@Override
	protected void hookOnError(Throwable failure) {
		this.whenDone.accept(this);
		hangUp();
		Throwable reason = this.reason;
		this.listener.onError((reason != null) ? reason : failure);
	}

	// after bytes that are no TLS nobody else does
	private void hangUp() {
		Channel own = this.own;
		if (own != null) {
			own.close();
		}
	}

	@Override
	protected void hookOnCancel() {
		this.cancelled = true;
		closeIfCancelled();
		this.whenDone.accept(this);
	}

}

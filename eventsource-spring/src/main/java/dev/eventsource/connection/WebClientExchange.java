package dev.eventsource.connection;

import java.nio.ByteBuffer;
import java.util.Iterator;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.reactivestreams.Subscription;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import reactor.core.publisher.BaseSubscriber;
import reactor.util.context.Context;

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

	WebClientExchange(ExchangeListener listener, Consumer<WebClientExchange> whenDone) {
		this.listener = listener;
		this.whenDone = whenDone;
	}

	@Override
	public Context currentContext() {
		return DROPPED_ERRORS;
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

	private void deliver(DataBuffer buffer) {
		try (DataBuffer.ByteBufferIterator parts = buffer.readableByteBuffers()) {
			for (Iterator<ByteBuffer> part = parts; part.hasNext();) {
				this.listener.onBody(part.next());
			}
		}
	}

	@Override
	protected void hookOnComplete() {
		this.whenDone.accept(this);
		this.listener.onEnd();
	}

	@Override
	protected void hookOnError(Throwable failure) {
		this.whenDone.accept(this);
		this.listener.onError(failure);
	}

	@Override
	protected void hookOnCancel() {
		this.whenDone.accept(this);
	}

}

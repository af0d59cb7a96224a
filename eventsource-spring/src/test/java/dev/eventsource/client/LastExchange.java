package dev.eventsource.client;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;

import dev.eventsource.connection.ExchangeListener;
import dev.eventsource.connection.ResponseHead;
import dev.eventsource.connection.StreamRequest;
import dev.eventsource.connection.Transport;
import org.jspecify.annotations.Nullable;

/**
 * A transport that answers on the calling thread, and remembers nothing but the last
 * exchange.
 */
final class LastExchange implements Transport {

	private static final byte[] EVENT = "id: 1\ndata: a\n\n".getBytes(StandardCharsets.UTF_8);

	private @Nullable ExchangeListener last;

	@Override
	public Exchange open(StreamRequest request, ExchangeListener listener) {
		this.last = listener;
		return new Exchange() {

			@Override
			public void request(int buffers) {
			}

			@Override
			public void cancel() {
			}

		};
	}

	/**
	 * Begins a stream with an event.
	 */
	void stream() {
		last().onConnected();
		last().onHead(new ResponseHead(200, Map.of("Content-Type", "text/event-stream")::get));
		event();
	}

	void event() {
		last().onBody(ByteBuffer.wrap(EVENT));
	}

	void end() {
		last().onEnd();
	}

	private ExchangeListener last() {
		return Objects.requireNonNull(this.last);
	}

}

package dev.eventsource.testing;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;

import dev.eventsource.connection.ExchangeListener;
import dev.eventsource.connection.ResponseHead;
import dev.eventsource.connection.StreamRequest;
import dev.eventsource.connection.Transport;

/**
 * A transport that answers only when a test says so.
 */
public final class FakeTransport implements Transport {

	private final List<FakeExchange> exchanges = new CopyOnWriteArrayList<>();

	@Override
	public Exchange open(StreamRequest request, ExchangeListener listener) {
		FakeExchange exchange = new FakeExchange(request, listener);
		this.exchanges.add(exchange);
		return exchange;
	}

	/**
	 * Returns how many requests were sent.
	 * @return the count
	 */
	public int count() {
		return this.exchanges.size();
	}

	/**
	 * Returns how many exchanges are under way.
	 * @return the count
	 */
	public long live() {
		return this.exchanges.stream().filter((exchange) -> !exchange.cancelled && !exchange.over).count();
	}

	/**
	 * Returns the latest exchange.
	 * @return the exchange
	 */
	public FakeExchange last() {
		return this.exchanges.get(this.exchanges.size() - 1);
	}

	/**
	 * Returns an exchange.
	 * @param index its number, from 0
	 * @return the exchange
	 */
	public FakeExchange get(int index) {
		return this.exchanges.get(index);
	}

	/**
	 * One request, and the ways to answer it.
	 */
	public static final class FakeExchange implements Exchange {

		private final StreamRequest request;

		private final ExchangeListener listener;

		private volatile int demand;

		private volatile boolean cancelled;

		private volatile boolean over;

		FakeExchange(StreamRequest request, ExchangeListener listener) {
			this.request = request;
			this.listener = listener;
		}

		@Override
		public void request(int buffers) {
			this.demand += buffers;
		}

		@Override
		public void cancel() {
			this.cancelled = true;
		}

		public StreamRequest request() {
			return this.request;
		}

		public int demand() {
			return this.demand;
		}

		public boolean isCancelled() {
			return this.cancelled;
		}

		public void connected() {
			this.listener.onConnected();
		}

		/**
		 * Answers with a head.
		 * @param status the status
		 * @param headers names and values in turn
		 * @return this
		 */
		public FakeExchange head(int status, String... headers) {
			Map<String, String> map = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
			for (int i = 0; i < headers.length; i += 2) {
				map.put(headers[i], headers[i + 1]);
			}
			this.listener.onHead(new ResponseHead(status, map::get));
			return this;
		}

		/**
		 * Answers with the head of a stream.
		 * @return this
		 */
		public FakeExchange open() {
			return head(200, "Content-Type", "text/event-stream");
		}

		/**
		 * Sends a buffer of the body.
		 * @param text its text
		 * @return this
		 */
		public FakeExchange body(String text) {
			this.demand--;
			byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
			this.listener.onBody(ByteBuffer.wrap(bytes));
			// the buffer is only lent
			Arrays.fill(bytes, (byte) '?');
			return this;
		}

		public void end() {
			this.over = true;
			this.listener.onEnd();
		}

		public void error(Throwable failure) {
			this.over = true;
			this.listener.onError(failure);
		}

	}

}

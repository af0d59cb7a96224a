package dev.eventsource.connection;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.Stream;

import dev.eventsource.testing.ServedStream;
import org.awaitility.core.ConditionTimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Writes down what it is told of one exchange, and when that was cancelled.
 */
final class SignalRecorder implements ExchangeListener {

	private final List<String> signals = new ArrayList<>();

	private final StringBuilder text = new StringBuilder();

	private int buffers;

	private boolean headSeen;

	private volatile Transport.@Nullable Exchange exchange;

	private @Nullable String reaction;

	SignalRecorder hold(Transport.Exchange exchange) {
		this.exchange = exchange;
		return this;
	}

	/**
	 * Cancels from within, as soon as it is told something.
	 * @param signal what
	 * @return this
	 */
	SignalRecorder cancelOn(String signal) {
		this.reaction = signal;
		return this;
	}

	SignalRecorder request(int buffers) {
		exchange().request(buffers);
		return this;
	}

	void cancel() {
		add("cancel");
		exchange().cancel();
	}

	private Transport.Exchange exchange() {
		return Objects.requireNonNull(this.exchange);
	}

	synchronized int buffers() {
		return this.buffers;
	}

	synchronized String text() {
		return this.text.toString();
	}

	synchronized int length() {
		return this.text.length();
	}

	/**
	 * Returns what was told in which order; buffers in a row are one.
	 * @return words
	 */
	synchronized List<String> order() {
		return List.copyOf(this.signals);
	}

	Stream<String> terminals() {
		return order().stream().filter((signal) -> signal.equals("end") || signal.startsWith("error"));
	}

	boolean isOver() {
		return terminals().findAny().isPresent();
	}

	boolean has(String signal) {
		return order().contains(signal);
	}

	SignalRecorder await(String signal) {
		return await((recorder) -> has(signal), signal);
	}

	SignalRecorder awaitText(String expected) {
		return await((recorder) -> text().endsWith(expected), expected);
	}

	SignalRecorder awaitEnd() {
		return await((recorder) -> isOver(), "the end");
	}

	private SignalRecorder await(Predicate<SignalRecorder> fact, String name) {
		try {
			ServedStream.await(() -> fact.test(this));
			return this;
		}
		catch (ConditionTimeoutException ex) {
			throw new AssertionError(name + " did not come, but " + order(), ex);
		}
	}

	private synchronized void add(String signal) {
		boolean again = signal.equals("buffer") && !this.signals.isEmpty()
				&& this.signals.get(this.signals.size() - 1).equals("buffer");
		if (!again) {
			this.signals.add(signal);
		}
	}

	private void told(String signal) {
		add(signal);
		if (signal.equals(this.reaction)) {
			this.reaction = null;
			// the exchange may not have been handed to us yet
			ServedStream.await(() -> this.exchange != null);
			cancel();
		}
	}

	@Override
	public void onConnected() {
		told("connected");
	}

	@Override
	public void onHead(ResponseHead head) {
		this.headSeen = true;
		told("head " + head.status());
	}

	@Override
	public void onBody(ByteBuffer buffer) {
		synchronized (this) {
			this.buffers++;
			this.text.append(StandardCharsets.ISO_8859_1.decode(buffer));
		}
		told("buffer");
	}

	@Override
	public void onEnd() {
		told("end");
	}

	@Override
	public void onError(Throwable failure) {
		told("error " + NetworkFailure.classify(failure, this.headSeen).reason());
	}

}

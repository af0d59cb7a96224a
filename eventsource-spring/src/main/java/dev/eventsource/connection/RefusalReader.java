package dev.eventsource.connection;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Predicate;

import dev.eventsource.Registration;
import dev.eventsource.Timer;
import org.jspecify.annotations.Nullable;

/**
 * Reads the beginning of what a server says when it refuses, before it passes the refusal
 * on. Everything else it passes on as it comes.
 */
final class RefusalReader implements ExchangeListener {

	/** More is not read: it is for a person, or a short document. */
	static final int MOST = 8 * 1024;

	private static final Duration PATIENCE = Duration.ofSeconds(5);

	private final ExchangeListener next;

	private final Predicate<ResponseHead> refuses;

	private final Reading reading;

	// owned by the thread of the exchange
	private boolean held;

	/**
	 * Creates a listener.
	 * @param next told of everything
	 * @param refuses says which answers are refusals
	 * @param reading how to read them
	 */
	RefusalReader(ExchangeListener next, Predicate<ResponseHead> refuses, Reading reading) {
		this.next = next;
		this.refuses = refuses;
		this.reading = reading;
	}

	@Override
	public void onConnected() {
		this.next.onConnected();
	}

	@Override
	public void onHead(ResponseHead head) {
		this.held = this.refuses.test(head);
		if (this.held) {
			this.reading.begin(head, () -> this.next.onHead(head));
		}
		else {
			this.next.onHead(head);
		}
	}

	@Override
	public void onBody(ByteBuffer buffer) {
		if (this.held) {
			this.reading.take(buffer);
		}
		else {
			this.next.onBody(buffer);
		}
	}

	@Override
	public void onEnd() {
		if (this.held) {
			this.reading.end();
		}
		else {
			this.next.onEnd();
		}
	}

	@Override
	public void onError(Throwable failure) {
		if (this.held) {
			this.reading.end();
		}
		else {
			this.next.onError(failure);
		}
	}

	/**
	 * Reads one refusal. All it does is done in turns.
	 */
	static final class Reading {

		private final Line line;

		private final SerialTurns turns;

		private final Timer timer;

		private final Consumer<byte[]> whenRead;

		private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

		private @Nullable Runnable goOn;

		private @Nullable Gunzip gunzip;

		private @Nullable Registration patience;

		Reading(Line line, SerialTurns turns, Timer timer, Consumer<byte[]> whenRead) {
			this.line = line;
			this.turns = turns;
			this.timer = timer;
			this.whenRead = whenRead;
		}

		void begin(ResponseHead head, Runnable goOn) {
			this.turns.run(() -> {
				this.goOn = goOn;
				this.gunzip = AnswerPolicy.isGzip(head.header("Content-Encoding")) ? new Gunzip(0) : null;
				this.patience = this.timer.schedule(PATIENCE, this::end);
				more();
			});
		}

		private void more() {
			Transport.Exchange exchange = this.line.exchange();
			if (exchange != null) {
				exchange.request(1);
			}
		}

		void take(ByteBuffer buffer) {
			byte[] taken = new byte[Math.min(buffer.remaining(), MOST)];
			buffer.get(taken);
			this.turns.run(() -> take(taken));
		}

		private void take(byte[] taken) {
			if (this.goOn == null) {
				return;
			}
			try {
				unpack(ByteBuffer.wrap(taken));
			}
			catch (BrokenEncodingException ex) {
				finish();
				return;
			}
			if (this.bytes.size() < MOST) {
				more();
			}
			else {
				finish();
			}
		}

		private void unpack(ByteBuffer taken) {
			Gunzip gunzip = this.gunzip;
			if (gunzip == null) {
				keep(taken);
				return;
			}
			gunzip.feed(taken, (unpacked) -> {
				keep(unpacked);
				if (this.bytes.size() == MOST) {
					gunzip.close();
				}
			});
		}

		private void keep(ByteBuffer part) {
			int length = Math.min(part.remaining(), MOST - this.bytes.size());
			this.bytes.write(part.array(), part.arrayOffset() + part.position(), length);
		}

		void end() {
			this.turns.run(this::finish);
		}

		private void finish() {
			Runnable goOn = this.goOn;
			if (goOn == null) {
				return;
			}
			this.goOn = null;
			if (this.patience != null) {
				this.patience.remove();
			}
			if (this.gunzip != null) {
				this.gunzip.close();
			}
			this.whenRead.accept(this.bytes.toByteArray());
			goOn.run();
		}

	}

}

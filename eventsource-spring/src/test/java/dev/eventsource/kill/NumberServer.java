package dev.eventsource.kill;

import java.time.Duration;
import java.util.Random;

import dev.eventsource.test.RecordedRequest;
import dev.eventsource.test.SseResponse;
import dev.eventsource.test.SseStream;
import dev.eventsource.test.SseTestServer;

/**
 * Counts upwards as a stream of events whose ids are the numbers, goes on behind
 * {@code Last-Event-ID}, and drops, resets, truncates, delays and refuses as it likes.
 */
final class NumberServer implements AutoCloseable {

	private static final int PIECES = 20;

	private static final int NUMBERS_IN_A_PIECE = 40;

	private static final int LONGEST_DELAY = 30;

	private final SseTestServer server = SseTestServer.start();

	/** Drawn from under the lock, as all of these. */
	private final Random random;

	private int answers;

	private int highest;

	private boolean finished;

	NumberServer(long seed) {
		this.random = new Random(seed);
		this.server.always(this::answer);
	}

	String url() {
		return this.server.url("/numbers").toString();
	}

	/**
	 * Returns how many requests have been answered.
	 * @return the count
	 */
	synchronized int answers() {
		return this.answers;
	}

	/**
	 * Counts no further.
	 * @return the last number there will be
	 */
	synchronized int finish() {
		this.finished = true;
		return this.highest;
	}

	private synchronized SseResponse answer(RecordedRequest request) {
		this.answers++;
		int mood = this.random.nextInt(20);
		if (mood == 0) {
			return SseResponse.status(503);
		}
		if (mood == 1) {
			return SseResponse.resetBeforeResponse();
		}
		int number = request.lastEventId().map(Integer::valueOf).orElse(0);
		SseStream stream = SseResponse.stream().retry(20);
		for (int piece = this.random.nextInt(PIECES); piece >= 0; piece--) {
			int count = this.random.nextInt(NUMBERS_IN_A_PIECE) + 1;
			stream = stream.raw(numbers(number, count)).delay(Duration.ofMillis(this.random.nextInt(LONGEST_DELAY)));
			number += count;
		}
		return ending(stream, number);
	}

	private String numbers(int after, int count) {
		StringBuilder text = new StringBuilder();
		for (int number = after + 1; number <= after + count && mayBeSent(number); number++) {
			text.append("id: ").append(number).append("\ndata: ").append(number).append("\n\n");
			this.highest = Math.max(this.highest, number);
		}
		return text.isEmpty() ? ":nothing new\n" : text.toString();
	}

	private boolean mayBeSent(int number) {
		return !this.finished || number <= this.highest;
	}

	/** What is cut off in its midst is no event, and its id does not count. */
	private SseStream ending(SseStream stream, int last) {
		SseStream truncated = stream.raw("id: " + (last + 1) + "\ndata: " + (last + 1));
		return switch (this.random.nextInt(5)) {
			case 0 -> stream.end();
			case 1 -> stream.drop();
			case 2 -> stream.reset();
			case 3 -> truncated.drop();
			default -> truncated.reset();
		};
	}

	@Override
	public void close() {
		this.server.close();
	}

}

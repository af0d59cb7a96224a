package dev.eventsource.test;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;

/**
 * An event stream, byte for byte and in time. Every piece added to it is one write (and,
 * when chunked, one chunk) unless {@link #cut} or {@link #inChunksOf} says otherwise.
 */
public final class SseStream extends SseResponse {

	SseStream(Script script) {
		super(script);
	}

	/**
	 * Sets another status.
	 * @param status the status
	 * @return the new stream
	 */
	public SseStream withStatus(int status) {
		return new SseStream(script().with(script().head().withStatus(status)));
	}

	/**
	 * Adds a header.
	 * @param name the header's name
	 * @param value the header's value, written in ISO-8859-1
	 * @return the new stream
	 */
	public SseStream header(String name, String value) {
		return new SseStream(script().with(script().head().with(name, value)));
	}

	/**
	 * Replaces the content type.
	 * @param contentType what {@code Content-Type} says
	 * @return the new stream
	 */
	public SseStream contentType(String contentType) {
		return new SseStream(script().with(script().head().replacing("Content-Type", contentType)));
	}

	/**
	 * Writes the body without chunks; it ends with the connection.
	 * @return the new stream
	 */
	public SseStream closeDelimited() {
		return new SseStream(script().with(script().head().withFraming(Framing.CLOSE_DELIMITED, -1)));
	}

	/**
	 * Writes the body without chunks and announces its length, true or not.
	 * @param length what {@code Content-Length} says
	 * @return the new stream
	 */
	public SseStream contentLength(long length) {
		return new SseStream(script().with(script().head().withFraming(Framing.LENGTH, length)));
	}

	/**
	 * Lets time pass before the head is written.
	 * @param duration how long
	 * @return the new stream
	 */
	public SseStream delayHead(Duration duration) {
		return new SseStream(script().before(new Step.Delay(duration)));
	}

	/**
	 * Holds the head back until the test opens a gate.
	 * @param gate what to wait for
	 * @return the new stream
	 */
	public SseStream headAwaiting(CountDownLatch gate) {
		return new SseStream(script().before(new Step.Hold(gate)));
	}

	/**
	 * Writes an event with all its fields and the blank line that ends it.
	 * @param type the event's type, empty for none
	 * @param id the event's id, empty for none
	 * @param data the event's data; every line becomes one {@code data} field
	 * @return the new stream
	 */
	public SseStream event(String type, String id, String data) {
		return raw(new ServerEvent(type, id, data).toWire());
	}

	/**
	 * Writes an event of data alone and the blank line that ends it.
	 * @param data the event's data
	 * @return the new stream
	 */
	public SseStream data(String data) {
		return event("", "", data);
	}

	/**
	 * Writes an {@code id} field and a blank line, which moves the last event id without
	 * an event.
	 * @param id the id, empty to take the last one back
	 * @return the new stream
	 */
	public SseStream id(String id) {
		return raw("id: " + id + "\n\n");
	}

	/**
	 * Writes a {@code retry} field.
	 * @param milliseconds the reconnection time
	 * @return the new stream
	 */
	public SseStream retry(long milliseconds) {
		return raw("retry: " + milliseconds + "\n");
	}

	/**
	 * Writes a comment.
	 * @param text what follows the colon
	 * @return the new stream
	 */
	public SseStream comment(String text) {
		return raw(":" + text + "\n");
	}

	/**
	 * Writes a text as it is.
	 * @param text the text, written in UTF-8
	 * @return the new stream
	 */
	public SseStream raw(String text) {
		return raw(text.getBytes(StandardCharsets.UTF_8));
	}

	/**
	 * Writes bytes as they are.
	 * @param bytes the bytes
	 * @return the new stream
	 */
	public SseStream raw(byte[] bytes) {
		return then(new Step.Write(bytes.clone()));
	}

	/**
	 * Writes the bytes of a file, a recorded stream for instance, as they are.
	 * @param file the file, read now
	 * @return the new stream
	 */
	public SseStream file(Path file) {
		try {
			return raw(Files.readAllBytes(file));
		}
		catch (IOException ex) {
			throw new UncheckedIOException("Recorded stream " + file + " can not be read", ex);
		}
	}

	/**
	 * Cuts the whole body at given places; pieces of the script that follow each other
	 * are joined first.
	 * @param offsets places counted from the body's first byte; none writes everything
	 * that comes together in one piece
	 * @return the new stream
	 */
	public SseStream cut(int... offsets) {
		return new SseStream(script().with(Chunking.at(offsets)));
	}

	/**
	 * Cuts the whole body in equal pieces; pieces of the script that follow each other
	 * are joined first.
	 * @param size bytes in each, at least 1
	 * @return the new stream
	 */
	public SseStream inChunksOf(int size) {
		return new SseStream(script().with(Chunking.every(size)));
	}

	/**
	 * Lets time pass.
	 * @param duration how long
	 * @return the new stream
	 */
	public SseStream delay(Duration duration) {
		return then(new Step.Delay(duration));
	}

	/**
	 * Holds the rest of the script back until the test opens a gate.
	 * @param gate what to wait for
	 * @return the new stream
	 */
	public SseStream awaiting(CountDownLatch gate) {
		return then(new Step.Hold(gate));
	}

	/**
	 * Writes bytes over and over until the connection is gone.
	 * @param pattern what to repeat, one write each
	 * @return the new stream
	 */
	public SseStream endless(byte[] pattern) {
		if (pattern.length == 0) {
			throw new IllegalArgumentException("An endless pattern has at least one byte");
		}
		return then(new Step.Endless(pattern.clone()));
	}

	/**
	 * Leaves the stream open for what the test sends, as it does without an ending.
	 * @return the new stream
	 */
	public SseStream stayOpen() {
		return new SseStream(script().with(Ending.STAY_OPEN));
	}

	/**
	 * Leaves the stream open and silent: what the test sends goes past it.
	 * @return the new stream
	 */
	public SseStream stall() {
		return new SseStream(script().with(Ending.STALL));
	}

	/**
	 * Ends the body as it should, with its last chunk, and then the connection.
	 * @return the new stream
	 */
	public SseStream end() {
		return new SseStream(script().with(Ending.END));
	}

	/**
	 * Ends the connection in order (FIN) but not the body: no last chunk, over TLS no
	 * {@code close_notify}.
	 * @return the new stream
	 */
	public SseStream drop() {
		return new SseStream(script().with(Ending.DROP));
	}

	/**
	 * Resets the connection (RST).
	 * @return the new stream
	 */
	public SseStream reset() {
		return new SseStream(script().with(Ending.RESET));
	}

	private SseStream then(Step step) {
		return new SseStream(script().then(step));
	}

}

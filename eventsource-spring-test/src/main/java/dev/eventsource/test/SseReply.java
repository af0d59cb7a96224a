package dev.eventsource.test;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;

/**
 * An answer that is no stream: status, headers and perhaps a body. Its
 * {@code Content-Length} is that of its body, and the connection ends with it.
 */
public final class SseReply extends SseResponse {

	SseReply(Script script) {
		super(script);
	}

	/**
	 * Adds a header.
	 * @param name the header's name
	 * @param value the header's value, written in ISO-8859-1
	 * @return the new answer
	 */
	public SseReply header(String name, String value) {
		return new SseReply(script().with(script().head().with(name, value)));
	}

	/**
	 * Adds a body.
	 * @param text the body, written in UTF-8
	 * @param contentType what {@code Content-Type} says
	 * @return the new answer
	 */
	public SseReply body(String text, String contentType) {
		return body(text.getBytes(StandardCharsets.UTF_8), contentType);
	}

	/**
	 * Adds a body.
	 * @param bytes the body
	 * @param contentType what {@code Content-Type} says
	 * @return the new answer
	 */
	public SseReply body(byte[] bytes, String contentType) {
		ResponseHead head = script().head().replacing("Content-Type", contentType);
		return new SseReply(script().with(head).then(new Step.Write(bytes.clone())));
	}

	/**
	 * Lets time pass before the answer begins.
	 * @param duration how long
	 * @return the new answer
	 */
	public SseReply delayHead(Duration duration) {
		return new SseReply(script().before(new Step.Delay(duration)));
	}

	/**
	 * Holds the answer back until the test opens a gate.
	 * @param gate what to wait for
	 * @return the new answer
	 */
	public SseReply headAwaiting(CountDownLatch gate) {
		return new SseReply(script().before(new Step.Hold(gate)));
	}

}

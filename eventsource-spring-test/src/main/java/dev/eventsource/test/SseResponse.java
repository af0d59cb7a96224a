package dev.eventsource.test;

import java.nio.charset.StandardCharsets;

/**
 * What the server does with one request. Immutable: each method of a response returns a
 * new one.
 */
public abstract sealed class SseResponse permits SseStream, SseReply {

	private final Script script;

	SseResponse(Script script) {
		this.script = script;
	}

	final Script script() {
		return this.script;
	}

	/**
	 * Returns an event stream: 200, {@code text/event-stream}, chunked, that stays open
	 * for what the test sends.
	 * @return the stream, still without a byte of body
	 */
	public static SseStream stream() {
		ResponseHead head = ResponseHead.of(200, Framing.CHUNKED).with("Content-Type", "text/event-stream");
		return new SseStream(Script.of(head.with("Cache-Control", "no-cache"), Ending.STAY_OPEN));
	}

	/**
	 * Returns an event stream that begins with a text and stays open.
	 * @param text the body as it goes over the wire, such as {@code "data: hi\n\n"}
	 * @return the stream
	 */
	public static SseStream stream(String text) {
		return stream().raw(text);
	}

	/**
	 * Returns an answer that is no stream, after which the connection ends.
	 * @param status the status
	 * @return the answer, still without a body
	 */
	public static SseReply status(int status) {
		ResponseHead head = ResponseHead.of(status, Framing.LENGTH).with("Connection", "close");
		return new SseReply(Script.of(head, Ending.END));
	}

	/**
	 * Returns a redirect.
	 * @param status 301, 302, 303, 307 or 308
	 * @param location where to, absolute or relative
	 * @return the answer
	 */
	public static SseReply redirect(int status, String location) {
		return status(status).header("Location", location);
	}

	/**
	 * Returns a 204, by which a server tells clients to stop.
	 * @return the answer
	 */
	public static SseReply noContent() {
		return status(204);
	}

	/**
	 * Returns no answer at all: the request is taken and the connection stays open.
	 * @return the silence
	 */
	public static SseResponse hang() {
		return new SseReply(Script.of(ResponseHead.NONE, Ending.STALL));
	}

	/**
	 * Ends the connection, in order, without an answer.
	 * @return the drop
	 */
	public static SseResponse dropBeforeResponse() {
		return new SseReply(Script.of(ResponseHead.NONE, Ending.DROP));
	}

	/**
	 * Resets the connection without an answer.
	 * @return the reset
	 */
	public static SseResponse resetBeforeResponse() {
		return new SseReply(Script.of(ResponseHead.NONE, Ending.RESET));
	}

	/**
	 * Returns an answer to which the server adds nothing, for broken heads and chunks.
	 * @param bytes status line, headers and body as they go over the wire; more can
	 * follow by {@link SseStream#raw(byte[])}
	 * @return the answer, which stays open
	 */
	public static SseStream verbatim(byte[] bytes) {
		return new SseStream(Script.of(ResponseHead.NONE, Ending.STAY_OPEN)).raw(bytes);
	}

	/**
	 * Returns an answer to which the server adds nothing, for broken heads and chunks.
	 * @param text status line, headers and body, written in ISO-8859-1
	 * @return the answer, which stays open
	 */
	public static SseStream verbatim(String text) {
		return verbatim(text.getBytes(StandardCharsets.ISO_8859_1));
	}

	/**
	 * Returns the script in short, as failed waits show it.
	 * @return status, steps and ending
	 */
	@Override
	public final String toString() {
		return this.script.toString();
	}

}

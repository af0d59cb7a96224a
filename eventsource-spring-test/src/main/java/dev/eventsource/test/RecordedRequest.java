package dev.eventsource.test;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * A request the server has received, and what has become of its answer since.
 */
public final class RecordedRequest {

	private final Exchange exchange;

	private final RequestMessage message;

	RecordedRequest(Exchange exchange) {
		this.exchange = exchange;
		this.message = exchange.message();
	}

	Exchange exchange() {
		return this.exchange;
	}

	/**
	 * Returns the method.
	 * @return the method as sent, such as {@code GET}
	 */
	public String method() {
		return this.message.requestLine().split(" ")[0];
	}

	/**
	 * Returns path and query.
	 * @return the request target as sent
	 */
	public String target() {
		String[] parts = this.message.requestLine().split(" ");
		return (parts.length > 1) ? parts[1] : "";
	}

	/**
	 * Returns the path.
	 * @return the target up to its question mark, not decoded
	 */
	public String path() {
		return target().split("\\?", 2)[0];
	}

	/**
	 * Returns the query.
	 * @return what follows the target's question mark, not decoded; empty for none
	 */
	public String query() {
		String target = target();
		return target.contains("?") ? target.substring(target.indexOf('?') + 1) : "";
	}

	/**
	 * Returns the names of all headers.
	 * @return the names as sent, in order, repeated ones repeatedly
	 */
	public List<String> headerNames() {
		return this.message.headers().stream().map(RequestMessage.Header::name).toList();
	}

	/**
	 * Returns a header's first value.
	 * @param name the name in any case
	 * @return the value without blanks around it, read as ISO-8859-1
	 */
	public Optional<String> header(String name) {
		return this.message.headers(name).map(RequestMessage.Header::text).findFirst();
	}

	/**
	 * Returns all values of a header.
	 * @param name the name in any case
	 * @return the values in order, read as ISO-8859-1
	 */
	public List<String> headers(String name) {
		return this.message.headers(name).map(RequestMessage.Header::text).toList();
	}

	/**
	 * Returns the bytes of a header's first value.
	 * @param name the name in any case
	 * @return the bytes without blanks around them
	 */
	public Optional<byte[]> headerBytes(String name) {
		return this.message.headers(name).map(RequestMessage.Header::value).findFirst();
	}

	/**
	 * Returns where the client wants to go on.
	 * @return {@code Last-Event-ID} read as UTF-8, empty when it was not sent
	 */
	public Optional<String> lastEventId() {
		return headerBytes("Last-Event-ID").map((bytes) -> new String(bytes, StandardCharsets.UTF_8));
	}

	/**
	 * Returns request line and headers.
	 * @return the bytes as sent, the blank line at their end included
	 */
	public byte[] head() {
		return this.message.head().clone();
	}

	/**
	 * Returns the body.
	 * @return the bytes without chunk framing
	 */
	public byte[] body() {
		return this.message.body().clone();
	}

	/**
	 * Returns the body as text.
	 * @return the body read as UTF-8
	 */
	public String bodyText() {
		return new String(this.message.body(), StandardCharsets.UTF_8);
	}

	/**
	 * Returns when the request's head was complete.
	 * @return the wall clock's time
	 */
	public Instant arrivedAt() {
		return this.message.at();
	}

	/**
	 * Returns when the request's head was complete, to measure distances.
	 * @return the time by {@link System#nanoTime()}
	 */
	public long arrivedNanos() {
		return this.message.nanos();
	}

	/**
	 * Returns the client's port, which tells its connections apart.
	 * @return the port
	 */
	public int remotePort() {
		return this.exchange.wire().remotePort();
	}

	/**
	 * Returns whether neither side has ended the exchange.
	 * @return whether it is going on
	 */
	public boolean isOpen() {
		return !this.exchange.state().over();
	}

	/**
	 * Returns whether the client went before the server ended the exchange.
	 * @return whether the client closed, reset, or half-closed the connection
	 */
	public boolean peerGone() {
		return this.exchange.state() == ExchangeState.PEER_GONE;
	}

	/**
	 * Returns how many bytes the kernel has taken for the client, head and chunk framing
	 * included, TLS not.
	 * @return the bytes; they stand still while a client does not read
	 */
	public long bytesWritten() {
		return this.exchange.wire().written();
	}

	/**
	 * Waits until the client has gone while the server had not ended the exchange.
	 * @throws AssertionError if it does not within the server's patience
	 */
	public void awaitPeerGone() {
		await("the client to leave " + this, this::peerGone);
	}

	/**
	 * Waits until the server can write no more because the client does not read.
	 * @param quiet how long a write must have made no progress
	 * @return the bytes written until then
	 * @throws AssertionError if it does not within the server's patience
	 */
	public long awaitBlockedWrite(Duration quiet) {
		BlockedWrite blocked = new BlockedWrite(this.exchange.wire(), quiet);
		await("a write to block for " + quiet.toMillis() + " ms in " + this, blocked);
		return bytesWritten();
	}

	private void await(String what, BooleanSupplier fact) {
		Journal journal = this.exchange.journal();
		journal.await(what, journal.patience(), () -> fact.getAsBoolean() ? Optional.of(true) : Optional.empty());
	}

	/**
	 * Returns request and answer in short, as failed waits show them.
	 * @return method, target, port, {@code Last-Event-ID}, answer, state and bytes
	 * written
	 */
	@Override
	public String toString() {
		return method() + " " + target() + " from port " + remotePort()
				+ lastEventId().map((id) -> ", Last-Event-ID " + id).orElse("") + ": " + this.exchange.state() + ", "
				+ bytesWritten() + " bytes written of " + this.exchange.answer();
	}

}

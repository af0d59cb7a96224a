package dev.eventsource.connection;

import java.util.Map;
import java.util.Set;

/**
 * Why a connection ended or an attempt failed. Free of secrets: nothing of the network's
 * own texts is in it.
 *
 * @param reason the cause in one word
 * @param status the HTTP status, or 0 if there was no answer
 * @param message what happened
 */
record Failure(String reason, int status, String message) {

	static final String PROXY_AUTH = "proxy-auth";

	/** Reason of an attempt that had no credentials. */
	static final String CREDENTIALS = "credentials";

	private static final String END = "eof";

	private static final Set<String> UNPROCESSED = Set.of("dns", "refused", "unreachable", "connect-timeout", "tls",
			"proxy", CREDENTIALS, "status-429", "status-503");

	private static final Map<String, String> MESSAGES = Map.ofEntries(
			Map.entry("dns", "The host name could not be resolved"), Map.entry("refused", "The connection was refused"),
			Map.entry("unreachable", "There is no route to the host"),
			Map.entry("connect-timeout", "The connection was not established in time"),
			Map.entry("tls", "The TLS handshake failed"), Map.entry("proxy", "The proxy could not be used"),
			Map.entry("head-timeout", "The server did not answer in time"),
			Map.entry("head-limit", "The response head is too long"), Map.entry("reset", "The connection was cut"),
			Map.entry("truncated-chunk", "The body ended before its announced end"),
			Map.entry("decode-error", "The response is not valid HTTP"), Map.entry(END, "The stream ended"),
			Map.entry("idle-timeout", "The stream was silent for too long"),
			Map.entry("partial-timeout", "An event that had begun did not end in time"),
			Map.entry("incomplete", "The stream ended before the event that marks its end"),
			Map.entry("corrupt-encoding", "The body is not the gzip that it was announced to be"),
			Map.entry("decompression-limit",
					"The body grows too much when it is unpacked. Check 'limits.expansion-ratio'"),
			Map.entry("max-age", "The connection reached its age"), Map.entry("restart", "Asked to connect anew"),
			Map.entry(CREDENTIALS, "The credentials were not there in time"),
			Map.entry("internal-error", "An event could not be taken over"));

	static Failure of(String reason) {
		return new Failure(reason, 0, MESSAGES.getOrDefault(reason, "The exchange failed"));
	}

	static Failure ofStatus(int status, String message) {
		return new Failure("status-" + status, status, message);
	}

	static Failure end() {
		return of(END);
	}

	/**
	 * Returns this as the last straw.
	 * @return a failure that is told as giving up
	 */
	Failure exhausted() {
		return new Failure("attempts-exhausted", this.status, "Too many attempts; the last: " + this.message);
	}

	/**
	 * Returns whether another attempt without a new answer from a person is useless.
	 * @return whether a proxy wants other credentials
	 */
	boolean isFinal() {
		return this.status == 407 || this.reason.equals(PROXY_AUTH);
	}

	/**
	 * Returns whether the server can not have acted on the request.
	 * @return whether it did not get the request, or said that it is too busy for it
	 */
	boolean isUnprocessed() {
		return UNPROCESSED.contains(this.reason);
	}

	boolean isCleanEnd() {
		return this.reason.equals(END);
	}

	/**
	 * Returns whether replacing the connection is all there is to do, because nothing is
	 * known to be broken.
	 * @return whether the backoff stays out of it
	 */
	boolean isRotation() {
		return this.reason.equals("idle-timeout") || this.reason.equals("max-age");
	}

}

package dev.eventsource.connection;

import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

/**
 * What a request says besides where and who: its method and its body.
 *
 * @param method request method
 * @param body gives the body of an attempt, or {@code null} for none; called for each
 * attempt, must not block
 */
public record RequestContent(String method, @Nullable Supplier<byte[]> body) {

	/** Asks for a stream and says no more. */
	static final RequestContent GET = new RequestContent("GET", null);

	/**
	 * Returns the same request with a body. A GET becomes a POST: what a GET carries,
	 * servers and proxies may drop.
	 * @param body gives the body of an attempt
	 * @return the request
	 */
	RequestContent with(Supplier<byte[]> body) {
		return new RequestContent(this.method.equals("GET") ? "POST" : this.method, body);
	}

	/**
	 * Returns whether the request may do something at the server. Such a one follows a
	 * redirect only where it is sure to be wanted.
	 * @return whether it is more than a question
	 */
	boolean isMoreThanGet() {
		return this.body != null || !this.method.equals("GET");
	}

	@Override
	public String toString() {
		return "RequestContent[method=" + this.method + "]";
	}

}

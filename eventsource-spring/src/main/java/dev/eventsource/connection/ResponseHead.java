package dev.eventsource.connection;

import java.util.List;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

/**
 * Status and headers of an answer.
 *
 * @param status HTTP status
 * @param headers gives the first value of a header by its case-insensitive name, or
 * {@code null}
 * @param cookies all values of {@code Set-Cookie}
 */
public record ResponseHead(int status, Function<String, @Nullable String> headers, List<String> cookies) {

	/**
	 * Creates a head without cookies.
	 * @param status HTTP status
	 * @param headers gives the first value of a header by its case-insensitive name, or
	 * {@code null}
	 */
	public ResponseHead(int status, Function<String, @Nullable String> headers) {
		this(status, headers, List.of());
	}

	/**
	 * Returns a header.
	 * @param name its case-insensitive name
	 * @return its first value, or {@code null}
	 */
	public @Nullable String header(String name) {
		return this.headers.apply(name);
	}

	/**
	 * Returns behind which event the stream begins, as hubs of the Mercure protocol say.
	 * @return the id in bytes, {@code null} if the head does not say
	 */
	@Nullable String resumedFrom() {
		String id = header("Mercure-Last-Event-ID");
		return (id != null) ? id : header("Last-Event-ID");
	}

	@Override
	public String toString() {
		return "ResponseHead[status=" + this.status + "]";
	}

}

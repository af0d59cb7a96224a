package dev.eventsource.connection;

import java.net.URI;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;

import dev.eventsource.EventSourceRequest;
import reactor.core.publisher.Mono;

/**
 * Collects what customizers add to a request. For any thread.
 */
final class PreparedRequest implements EventSourceRequest {

	private final Map<String, String> headers = Collections
		.synchronizedMap(new TreeMap<>(String.CASE_INSENSITIVE_ORDER));

	private final Map<String, String> query = Collections.synchronizedMap(new LinkedHashMap<>());

	private final List<Mono<?>> pending = new CopyOnWriteArrayList<>();

	private final String source;

	private final URI uri;

	private final boolean renewal;

	/**
	 * Creates a request that nothing was added to.
	 * @param source whose request it is
	 * @param uri where it goes
	 * @param renewal whether the credentials before were refused
	 */
	PreparedRequest(String source, URI uri, boolean renewal) {
		this.source = source;
		this.uri = uri;
		this.renewal = renewal;
	}

	@Override
	public String source() {
		return this.source;
	}

	@Override
	public URI uri() {
		return RequestUrl.withQuery(this.uri, parts().query());
	}

	@Override
	public boolean isRenewal() {
		return this.renewal;
	}

	@Override
	public void header(String name, String value) {
		checkName(name);
		if (!HeaderRules.isValue(value)) {
			throw new IllegalArgumentException("The value of header '" + name + "' has a control character");
		}
		this.headers.put(name, value);
	}

	@Override
	public void header(String name, Mono<String> value) {
		checkName(name);
		this.pending.add(value.doOnNext((given) -> header(name, given)));
	}

	@Override
	public void query(String name, String value) {
		this.query.put(name, value);
	}

	@Override
	public void query(String name, Mono<String> value) {
		this.pending.add(value.doOnNext((given) -> query(name, given)));
	}

	private static void checkName(String name) {
		if (!HeaderRules.isName(name) || HeaderRules.isOurs(name)) {
			throw new IllegalArgumentException("A customizer can not set this header");
		}
	}

	/**
	 * Returns what is still to come.
	 * @return ends when all values are there
	 */
	Mono<Void> rest() {
		return Mono.when(this.pending);
	}

	RequestParts parts() {
		synchronized (this.query) {
			return new RequestParts(new TreeMap<>(this.headers), new LinkedHashMap<>(this.query), "");
		}
	}

	@Override
	public String toString() {
		return "EventSourceRequest[source=" + this.source + ", uri=" + RequestUrl.redact(this.uri) + "]";
	}

}

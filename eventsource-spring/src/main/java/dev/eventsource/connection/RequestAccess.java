package dev.eventsource.connection;

import java.util.function.BiConsumer;

import org.jspecify.annotations.Nullable;

/**
 * Gets requests what opens doors: asks customizers, keeps cookies. Nothing of it for a
 * hop that is restricted. Used in turns.
 */
final class RequestAccess {

	private final String source;

	private final StreamRequests requests;

	private final FreshCredentials credentials;

	private final @Nullable CookieJar cookies;

	private boolean renewal;

	private @Nullable Preparation latest;

	RequestAccess(ConnectionSettings settings, ConnectionSeams seams) {
		this.source = settings.source();
		this.requests = new StreamRequests(settings.headers(), settings.idParameter(), settings.content());
		this.credentials = seams.credentials();
		this.cookies = settings.cookies() ? new CookieJar(seams.timer()::instant) : null;
	}

	/**
	 * Returns whether somebody adds to a request.
	 * @param hop where it goes
	 * @return whether it has to be prepared
	 */
	boolean isAsked(Hop hop) {
		return !this.credentials.isEmpty() && !hop.restricted();
	}

	/**
	 * Makes ready to ask.
	 * @param hop where the request goes
	 * @param sentId what to go on from, empty for none
	 * @param whenDone told on any thread: the request, and why it failed or {@code null}
	 * @return what has to begin, or {@code null} if those asked last still hold a thread
	 */
	@Nullable Preparation prepare(Hop hop, String sentId, BiConsumer<PreparedRequest, @Nullable Throwable> whenDone) {
		if (this.latest != null && this.latest.isBusy()) {
			return null;
		}
		PreparedRequest request = new PreparedRequest(this.source, this.requests.uri(hop, sentId), this.renewal);
		Preparation preparation = new Preparation(this.credentials, request,
				(failure) -> whenDone.accept(request, failure));
		this.latest = preparation;
		return preparation;
	}

	/**
	 * What was given is refused: asks for something else, until there is.
	 */
	void renew() {
		this.renewal = true;
	}

	/**
	 * Takes what was given.
	 * @param request the request that it was added to
	 * @return what it gets
	 */
	RequestParts take(PreparedRequest request) {
		this.renewal = false;
		return request.parts();
	}

	StreamRequest create(Hop hop, String lastEventId, RequestParts parts) {
		String kept = (this.cookies != null && !hop.restricted()) ? this.cookies.header(hop.uri()) : "";
		return this.requests.create(hop, lastEventId, parts.withCookies(kept));
	}

	/**
	 * Keeps the cookies of an answer.
	 * @param hop where the request went, or {@code null} if it did not
	 * @param head the answer
	 */
	void keep(@Nullable Hop hop, ResponseHead head) {
		if (this.cookies != null && hop != null && !hop.restricted()) {
			this.cookies.keep(hop.uri(), head.cookies());
		}
	}

}

package dev.eventsource.connection;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

import dev.eventsource.EventSourceSpec;
import dev.eventsource.EventSourceSpec.StatusPolicy;
import dev.eventsource.InvalidSpecException;
import dev.eventsource.parser.ParserLimits;
import org.jspecify.annotations.Nullable;

/**
 * What a connection needs of the settings of its source, checked.
 *
 * @param source name of the source
 * @param url where attempts begin, with {@code query.*}
 * @param headers headers of every request, credentials included
 * @param idParameter query parameter that carries the position, or {@code null}
 * @param sendId whether the position is sent at all
 * @param statusPolicy which answers are worth another attempt
 * @param reconnect when to connect again
 * @param timeouts how long to bear silence
 * @param cookies whether cookies are kept and sent
 * @param maxRedirects redirects in a row
 * @param allowedOrigins origins besides the URL's that may get credentials
 * @param limits what the parser keeps at most
 * @param bufferBytes bytes for which there is room behind the parser; 0 for no limit
 * @param content what a request says
 * @param endMark what ends a finite stream, or {@code null} for an endless one
 * @param compressed whether gzip is asked for
 * @param expansionRatio bytes that may come of one of gzip; 0 for no limit
 */
public record ConnectionSettings(String source, URI url, Map<String, String> headers, @Nullable String idParameter,
		boolean sendId, StatusPolicy statusPolicy, Reconnect reconnect, Timeouts timeouts, boolean cookies,
		int maxRedirects, Set<String> allowedOrigins, ParserLimits limits, long bufferBytes, RequestContent content,
		@Nullable EndMark endMark, boolean compressed, int expansionRatio) {

	/**
	 * Reads and checks the settings of a source.
	 * @param source its name
	 * @param resolved its settings laid on what is built in
	 * @return what its connection needs
	 * @throws InvalidSpecException if a setting is missing, wrong, or not supported yet
	 */
	public static ConnectionSettings from(String source, EventSourceSpec resolved) {
		return new ConnectionSpecReader(source, resolved).read();
	}

	ConnectionRules rules() {
		Set<Origin> allowed = this.allowedOrigins.stream()
			.map((origin) -> Origin.of(URI.create(origin)))
			.collect(Collectors.toUnmodifiableSet());
		return new ConnectionRules(this.url,
				new AnswerPolicy(this.statusPolicy == StatusPolicy.RESILIENT, this.compressed),
				new RedirectPolicy(Origin.of(this.url), allowed, this.maxRedirects, this.content.isMoreThanGet()),
				this.reconnect.delays(), this.reconnect.resetAfter(), this.reconnect.maxAttempts(),
				(this.endMark != null) ? this.endMark.ending() : Ending.NEVER, false);
	}

	/**
	 * Returns the same settings with another body.
	 * @param body gives the body of an attempt; must not block
	 * @return a copy
	 */
	public ConnectionSettings withBody(Supplier<byte[]> body) {
		return new ConnectionSettings(this.source, this.url, this.headers, this.idParameter, this.sendId,
				this.statusPolicy, this.reconnect, this.timeouts, this.cookies, this.maxRedirects, this.allowedOrigins,
				this.limits, this.bufferBytes, this.content.with(body), this.endMark, this.compressed,
				this.expansionRatio);
	}

	@Override
	public String toString() {
		return "ConnectionSettings[source=" + this.source + ", url=" + RequestUrl.redact(this.url) + "]";
	}

	/**
	 * When to connect again. 0 stands for no limit.
	 *
	 * @param delay reconnection time until the server sets one
	 * @param minDelay floor under every reconnection time
	 * @param maxDelay ceiling of the backoff
	 * @param multiplier growth of the delay with each failure
	 * @param jitter share by which chance lengthens a delay
	 * @param maxServerDelay ceiling of what the server may ask for
	 * @param resetAfter time a connection must live for the backoff to start over
	 * @param maxAttempts attempts in a row without an event after which to give up
	 */
	public record Reconnect(Duration delay, Duration minDelay, Duration maxDelay, double multiplier, double jitter,
			Duration maxServerDelay, Duration resetAfter, int maxAttempts) {

		ReconnectDelay delays() {
			return new ReconnectDelay(this.delay, this.minDelay, this.maxDelay, this.multiplier, this.jitter,
					this.maxServerDelay);
		}

	}

	/**
	 * How long to bear silence. 0 stands for no limit.
	 *
	 * @param connect for TCP and TLS
	 * @param head for the response head
	 * @param idle for the next byte
	 * @param partialEvent for the rest of an event
	 * @param maxAge for the whole connection
	 * @param ageJitter share by which chance lengthens the age
	 */
	public record Timeouts(Duration connect, Duration head, Duration idle, Duration partialEvent, Duration maxAge,
			double ageJitter) {

		Duration untilHead() {
			boolean unlimited = this.connect.isZero() || this.head.isZero();
			return unlimited ? Duration.ZERO : this.connect.plus(this.head);
		}

		long maxAge(double chance) {
			return (long) (this.maxAge.toNanos() * (1 + this.ageJitter * chance));
		}

	}

}

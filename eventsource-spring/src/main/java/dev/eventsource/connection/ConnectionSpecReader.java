package dev.eventsource.connection;

import java.net.URI;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import dev.eventsource.EventSourceSpec;
import dev.eventsource.EventSourceSpec.Limits;
import dev.eventsource.connection.ConnectionSettings.Reconnect;
import dev.eventsource.connection.ConnectionSettings.Timeouts;
import dev.eventsource.parser.ParserLimits;
import org.jspecify.annotations.Nullable;
import org.springframework.util.unit.DataSize;

/**
 * Reads a connection's settings out of those of its source, and says which are wrong.
 */
final class ConnectionSpecReader {

	private static final DataSize LARGEST = DataSize.ofGigabytes(1);

	private final String source;

	private final EventSourceSpec spec;

	private final SpecCheck check;

	ConnectionSpecReader(String source, EventSourceSpec spec) {
		this.source = source;
		this.spec = EventSourceSpec.BUILT_IN.overlay(spec);
		this.check = new SpecCheck(source);
	}

	ConnectionSettings read() {
		URI url = this.check.url(this.spec.url());
		ProxySettings.from(this.spec.proxy(), this.check);
		Map<String, String> query = Objects.requireNonNull(this.spec.query());
		ContentSpecReader content = new ContentSpecReader(this.spec, this.check);
		EventSourceSpec.LastEventId lastEventId = set(this.spec.lastEventId());
		EventSourceSpec.Redirects redirects = set(this.spec.redirects());
		return new ConnectionSettings(this.source, RequestUrl.withQuery(url, query),
				new RequestHeaders(this.check).create(this.spec), blankToNull(lastEventId.queryParameter()),
				set(lastEventId.send()) && content.endMark() == null, set(this.spec.statusPolicy()),
				reconnect(set(this.spec.reconnect())), timeouts(), Boolean.TRUE.equals(this.spec.withCredentials()),
				this.check.atLeast(0, set(redirects.max()), "redirects.max"),
				allowedOrigins(url, set(redirects.allowedOrigins())), limits(set(this.spec.limits())),
				set(set(this.spec.delivery()).bufferBytes()).toBytes(), content.content(), content.endMark(),
				set(this.spec.compression()),
				this.check.atLeast(0, set(set(this.spec.limits()).expansionRatio()), "limits.expansion-ratio"));
	}

	private Reconnect reconnect(EventSourceSpec.Reconnect given) {
		double multiplier = set(given.multiplier());
		double jitter = set(given.jitter());
		this.check.that(multiplier >= 1 && multiplier <= 100, "reconnect.multiplier", multiplier,
				"is not between 1 and 100");
		this.check.that(jitter >= 0 && jitter <= 10, "reconnect.jitter", jitter, "is not between 0 and 10");
		return new Reconnect(time(given.delay(), "reconnect.delay"), time(given.minDelay(), "reconnect.min-delay"),
				time(given.maxDelay(), "reconnect.max-delay"), multiplier, jitter,
				time(given.maxServerDelay(), "reconnect.max-server-delay"),
				time(given.resetAfter(), "reconnect.reset-after"),
				this.check.atLeast(0, set(given.maxAttempts()), "reconnect.max-attempts"));
	}

	private Timeouts timeouts() {
		double jitter = set(set(this.spec.reconnect()).jitter());
		return new Timeouts(time(this.spec.connectTimeout(), "connect-timeout"),
				time(this.spec.responseTimeout(), "response-timeout"), time(this.spec.idleTimeout(), "idle-timeout"),
				time(set(this.spec.limits()).partialEventTimeout(), "limits.partial-event-timeout"),
				time(this.spec.maxConnectionAge(), "max-connection-age"), jitter);
	}

	private ParserLimits limits(Limits given) {
		size(given.headerSize(), "limits.header-size");
		return new ParserLimits(size(given.eventSize(), "limits.event-size"),
				(int) size(given.idSize(), "limits.id-size"));
	}

	private Set<String> allowedOrigins(URI url, List<String> given) {
		Set<String> origins = new HashSet<>();
		for (String text : given) {
			URI origin = this.check.origin(text);
			this.check.that(Origin.of(origin).isSecure() || !Origin.of(url).isSecure(), "redirects.allowed-origins",
					Origin.of(origin), "is not https, but 'url' is");
			origins.add(Origin.of(origin).toString());
		}
		return Set.copyOf(origins);
	}

	private Duration time(@Nullable Duration given, String property) {
		return this.check.notNegative(set(given), property);
	}

	private long size(@Nullable DataSize given, String property) {
		DataSize size = set(given);
		this.check.that(!size.isNegative() && size.compareTo(LARGEST) <= 0, property, size,
				"is not between 0 and " + LARGEST.toGigabytes() + "GB");
		return size.toBytes();
	}

	private static @Nullable String blankToNull(@Nullable String text) {
		return (text == null || text.isBlank()) ? null : text;
	}

	private static <T> T set(@Nullable T builtIn) {
		return Objects.requireNonNull(builtIn);
	}

}

package dev.eventsource.connection;

import java.time.Duration;
import java.util.Objects;

import dev.eventsource.EventSourceSpec;
import dev.eventsource.EventSourceSpec.HttpVersion;
import org.jspecify.annotations.Nullable;

/**
 * What sources must have in common to share a transport.
 *
 * @param connectTimeout time for TCP and TLS; 0 for no limit
 * @param headerSize bytes of a response head's headers; 0 for no limit
 * @param httpVersion version of HTTP to ask for
 * @param sslBundle name of the SSL bundle, or {@code null} for what Java trusts
 * @param proxy the proxy on the way, or {@code null} for none
 */
public record TransportProfile(Duration connectTimeout, int headerSize, HttpVersion httpVersion,
		@Nullable String sslBundle, @Nullable ProxySettings proxy) {

	/**
	 * Reads the profile of a source.
	 * @param resolved settings of the source laid on what is built in
	 * @return its profile
	 */
	public static TransportProfile from(EventSourceSpec resolved) {
		EventSourceSpec spec = EventSourceSpec.BUILT_IN.overlay(resolved);
		EventSourceSpec.Limits limits = Objects.requireNonNull(spec.limits());
		long headerSize = Objects.requireNonNull(limits.headerSize()).toBytes();
		EventSourceSpec.Ssl ssl = spec.ssl();
		String bundle = (ssl != null) ? ssl.bundle() : null;
		return new TransportProfile(Objects.requireNonNull(spec.connectTimeout()),
				(int) Math.min(headerSize, Integer.MAX_VALUE), Objects.requireNonNull(spec.httpVersion()),
				(bundle == null || bundle.isBlank()) ? null : bundle,
				ProxySettings.from(spec.proxy(), new SpecCheck("")));
	}

	int headerLimit() {
		return (this.headerSize > 0) ? this.headerSize : Integer.MAX_VALUE;
	}

}

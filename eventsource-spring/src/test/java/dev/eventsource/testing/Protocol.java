package dev.eventsource.testing;

import dev.eventsource.EventSourceSpec.HttpVersion;

/**
 * The ways in which a stream can come.
 */
public enum Protocol {

	/** HTTP/1.1 in clear text. */
	HTTP1(HttpVersion.HTTP1, false),

	/** HTTP/1.1 over TLS. */
	HTTP1_TLS(HttpVersion.HTTP1, true),

	/** HTTP/2 over TLS, agreed on by ALPN. */
	HTTP2(HttpVersion.HTTP2, true),

	/** HTTP/2 in clear text, known beforehand. */
	H2C(HttpVersion.H2C, false);

	private final HttpVersion version;

	private final boolean secure;

	Protocol(HttpVersion version, boolean secure) {
		this.version = version;
		this.secure = secure;
	}

	/**
	 * Returns the value of {@code http-version}.
	 * @return the value
	 */
	public HttpVersion version() {
		return this.version;
	}

	/**
	 * Returns whether it goes over TLS.
	 * @return whether it does
	 */
	public boolean isSecure() {
		return this.secure;
	}

	/**
	 * Returns whether streams share connections.
	 * @return whether they do
	 */
	public boolean isShared() {
		return this.version != HttpVersion.HTTP1;
	}

}

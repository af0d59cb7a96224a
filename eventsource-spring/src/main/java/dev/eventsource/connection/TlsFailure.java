package dev.eventsource.connection;

import java.util.Objects;

import javax.net.ssl.SSLException;

import io.netty.handler.ssl.NotSslRecordException;
import io.netty.handler.ssl.SslHandshakeTimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Says what went wrong with TLS, without a word of what TLS itself said but the names in
 * a certificate.
 */
final class TlsFailure {

	private static final String REASON = "tls";

	private TlsFailure() {
	}

	/**
	 * Finds what TLS has to do with an exception.
	 * @param thrown what was thrown
	 * @param inBody whether TLS had worked up to then
	 * @return the failure, or {@code null} if it is another one's
	 */
	static @Nullable Failure find(Throwable thrown, boolean inBody) {
		if (NetworkFailure.find(thrown, SSLException.class) == null) {
			return null;
		}
		return inBody ? new Failure(REASON, 0, "The TLS connection broke") : new Failure(REASON, 0, message(thrown));
	}

	private static String message(Throwable thrown) {
		RefusedCertificateException refused = NetworkFailure.find(thrown, RefusedCertificateException.class);
		if (refused != null) {
			return Objects.requireNonNull(refused.getMessage());
		}
		if (NetworkFailure.find(thrown, SslHandshakeTimeoutException.class) != null) {
			return "The TLS handshake did not end in time";
		}
		return (NetworkFailure.find(thrown, NotSslRecordException.class) != null) ? "The server does not speak TLS"
				: Failure.of(REASON).message();
	}

}

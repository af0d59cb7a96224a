package dev.eventsource.connection;

import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.util.List;

import javax.net.ssl.SSLException;

import io.netty.channel.ConnectTimeoutException;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.codec.TooLongFrameException;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.proxy.ProxyConnectException;
import io.netty.handler.timeout.ReadTimeoutException;
import org.jspecify.annotations.Nullable;
import reactor.netty.http.client.PrematureCloseException;

/**
 * Names what the network threw. The more telling types come first: the one that tells
 * most may lie deep among the causes.
 *
 * @param type type of the exception or one of its causes
 * @param beforeHead reason when there was no response head yet
 * @param inBody reason while the body was read
 */
record NetworkFailure(Class<? extends Throwable> type, String beforeHead, String inBody) {

	private static final int DEPTH = 16;

	private static final List<NetworkFailure> KNOWN = List.of(always(UnknownHostException.class, "dns"),
			always(ProxyConnectException.class, "proxy"), always(SSLException.class, "tls"),
			always(ConnectTimeoutException.class, "connect-timeout"),
			always(NoRouteToHostException.class, "unreachable"), always(ConnectException.class, "refused"),
			always(ReadTimeoutException.class, "head-timeout"), always(TooLongFrameException.class, "head-limit"),
			always(Http2Exception.HeaderListSizeException.class, "head-limit"),
			always(Http2Exception.class, "decode-error"),
			new NetworkFailure(PrematureCloseException.class, "eof", "truncated-chunk"),
			always(DecoderException.class, "decode-error"), always(NumberFormatException.class, "decode-error"),
			always(IOException.class, "reset"));

	private static NetworkFailure always(Class<? extends Throwable> type, String reason) {
		return new NetworkFailure(type, reason, reason);
	}

	/**
	 * Classifies an exception.
	 * @param thrown what was thrown
	 * @param headSeen whether the response head had come
	 * @return the failure
	 */
	static Failure classify(Throwable thrown, boolean headSeen) {
		for (NetworkFailure known : KNOWN) {
			if (known.isAmong(thrown)) {
				return Failure.of(headSeen ? known.inBody : known.beforeHead);
			}
		}
		return Failure.of("io");
	}

	private boolean isAmong(Throwable thrown) {
		@Nullable Throwable cause = thrown;
		for (int depth = 0; cause != null && depth < DEPTH; depth++) {
			if (this.type.isInstance(cause)) {
				return true;
			}
			cause = cause.getCause();
		}
		return false;
	}

}

package dev.eventsource.connection;

import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.util.List;

import dev.eventsource.EventSourceException;
import io.netty.channel.ConnectTimeoutException;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.codec.PrematureChannelClosureException;
import io.netty.handler.codec.TooLongFrameException;
import io.netty.handler.codec.http2.Http2Exception;
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
			always(ConnectTimeoutException.class, "connect-timeout"),
			always(NoRouteToHostException.class, "unreachable"), always(ConnectException.class, "refused"),
			always(ReadTimeoutException.class, "head-timeout"), always(TooLongFrameException.class, "head-limit"),
			always(Http2Exception.HeaderListSizeException.class, "head-limit"),
			always(Http2Exception.class, "decode-error"),
			new NetworkFailure(PrematureCloseException.class, "eof", "truncated-chunk"),
			new NetworkFailure(PrematureChannelClosureException.class, "eof", "truncated-chunk"),
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
		Failure proxy = ProxyFailure.find(thrown);
		Failure told = (proxy != null) ? proxy : TlsFailure.find(thrown, headSeen);
		if (told != null) {
			return told;
		}
		EventSourceException ours = find(thrown, EventSourceException.class);
		if (ours != null) {
			// a filter that knows what it says
			return new Failure("filter", 0, String.valueOf(ours.getMessage()));
		}
		for (NetworkFailure known : KNOWN) {
			if (find(thrown, known.type) != null) {
				return Failure.of(headSeen ? known.inBody : known.beforeHead);
			}
		}
		return Failure.of("io");
	}

	/**
	 * Finds an exception of a type among an exception and its causes.
	 * @param thrown what was thrown
	 * @param type the type
	 * @return the first, or {@code null} if there is none
	 */
	static <T extends Throwable> @Nullable T find(Throwable thrown, Class<T> type) {
		@Nullable Throwable cause = thrown;
		for (int depth = 0; cause != null && depth < DEPTH; depth++) {
			if (type.isInstance(cause)) {
				return type.cast(cause);
			}
			cause = cause.getCause();
		}
		return null;
	}

}

package dev.eventsource.connection;

import java.io.IOException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import javax.net.ssl.SSLException;

import io.netty.handler.proxy.HttpProxyHandler.HttpProxyConnectException;
import io.netty.handler.proxy.ProxyConnectException;
import org.jspecify.annotations.Nullable;

/**
 * Tells failures of a proxy from those of the server behind it.
 */
final class ProxyFailure {

	private static final String REASON = "proxy";

	private static final String REMEDY = ". Check 'proxy.username' and 'proxy.password'";

	// what Netty keeps of the answers is their text
	private static final Pattern STATUS = Pattern.compile("status: (\\d{3})\\b");

	private static final Pattern SOCKS_REFUSAL = Pattern.compile("unexpected authMethod: |authStatus: ");

	private ProxyFailure() {
	}

	/**
	 * Marks what was thrown before there was a connection as the proxy's, unless TLS with
	 * the server behind it or something of ours is to blame.
	 * @param thrown what was thrown
	 * @return the same, or with its mark
	 */
	static Throwable mark(Throwable thrown) {
		boolean onTheWay = NetworkFailure.find(thrown, IOException.class) != null
				&& NetworkFailure.find(thrown, SSLException.class) == null;
		return onTheWay ? new ProxyConnectException("The way through the proxy failed", thrown) : thrown;
	}

	/**
	 * Finds what a proxy has to do with an exception.
	 * @param thrown what was thrown
	 * @return the failure, or {@code null} if it is another one's
	 */
	static @Nullable Failure find(Throwable thrown) {
		HttpProxyConnectException answer = NetworkFailure.find(thrown, HttpProxyConnectException.class);
		if (answer != null) {
			return judge(String.valueOf(answer.getMessage()));
		}
		ProxyConnectException failure = NetworkFailure.find(thrown, ProxyConnectException.class);
		return (failure != null) ? judgeSocks(failure) : null;
	}

	private static Failure judge(String answer) {
		Matcher status = STATUS.matcher(answer);
		if (!status.find()) {
			return Failure.of(REASON);
		}
		String message = "The proxy answered " + status.group(1);
		return status.group(1).equals("407") ? Failure.ofStatus(407, message + REMEDY)
				: new Failure(REASON, 0, message + " and did not connect");
	}

	private static Failure judgeSocks(Throwable failure) {
		for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
			if (SOCKS_REFUSAL.matcher(String.valueOf(cause.getMessage())).find()) {
				return new Failure(Failure.PROXY_AUTH, 0, "The proxy refused the credentials" + REMEDY);
			}
		}
		return Failure.of(REASON);
	}

}

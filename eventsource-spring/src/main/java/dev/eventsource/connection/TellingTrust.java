package dev.eventsource.connection;

import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.Arrays;

import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;

import io.netty.handler.ssl.SslContextBuilder;
import org.jspecify.annotations.Nullable;

/**
 * Trusts as another trust manager does, host names included, and tells which certificate
 * it refused.
 */
final class TellingTrust extends X509ExtendedTrustManager {

	private final X509ExtendedTrustManager judge;

	TellingTrust(X509ExtendedTrustManager judge) {
		this.judge = judge;
	}

	/**
	 * Has the trust of a context told.
	 * @param builder builds the context
	 * @param trust who may vouch for servers; {@code null} for those that Java trusts
	 */
	static void applyTo(SslContextBuilder builder, @Nullable TrustManagerFactory trust) {
		TrustManagerFactory factory = (trust != null) ? trust : ofJava();
		Arrays.stream(factory.getTrustManagers())
			.filter(X509ExtendedTrustManager.class::isInstance)
			.findFirst()
			.ifPresentOrElse((judge) -> builder.trustManager(new TellingTrust((X509ExtendedTrustManager) judge)),
					() -> builder.trustManager(factory));
	}

	private static TrustManagerFactory ofJava() {
		try {
			TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
			factory.init((KeyStore) null);
			return factory;
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException("What Java trusts can not be read", ex);
		}
	}

	@Override
	public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
			throws CertificateException {
		try {
			this.judge.checkServerTrusted(chain, authType, engine);
		}
		catch (CertificateException ex) {
			throw new RefusedCertificateException(chain, ex);
		}
	}

	@Override
	public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket)
			throws CertificateException {
		this.judge.checkServerTrusted(chain, authType, socket);
	}

	@Override
	public void checkServerTrusted(X509Certificate[] chain, String authType) throws CertificateException {
		this.judge.checkServerTrusted(chain, authType);
	}

	@Override
	public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
			throws CertificateException {
		this.judge.checkClientTrusted(chain, authType, engine);
	}

	@Override
	public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket)
			throws CertificateException {
		this.judge.checkClientTrusted(chain, authType, socket);
	}

	@Override
	public void checkClientTrusted(X509Certificate[] chain, String authType) throws CertificateException {
		this.judge.checkClientTrusted(chain, authType);
	}

	@Override
	public X509Certificate[] getAcceptedIssuers() {
		return this.judge.getAcceptedIssuers();
	}

}

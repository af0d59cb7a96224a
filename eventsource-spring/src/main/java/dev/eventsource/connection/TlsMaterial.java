package dev.eventsource.connection;

import java.util.List;

import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.TrustManagerFactory;

import io.netty.handler.ssl.SslContextBuilder;
import org.jspecify.annotations.Nullable;

/**
 * What TLS is spoken with in place of what Java has: the content of an SSL bundle. The
 * name of the server is verified with any of them.
 *
 * @param keys the client's own key and certificate; {@code null} for none
 * @param trust who may vouch for servers; {@code null} for those that Java trusts
 * @param ciphers enabled cipher suites; empty for the usual ones
 * @param protocols enabled versions of TLS; empty for the usual ones
 */
public record TlsMaterial(@Nullable KeyManagerFactory keys, @Nullable TrustManagerFactory trust, List<String> ciphers,
		List<String> protocols) {

	static final TlsMaterial OF_JAVA = TlsMaterial.of(null, null);

	/**
	 * Creates material.
	 */
	public TlsMaterial {
		ciphers = List.copyOf(ciphers);
		protocols = List.copyOf(protocols);
	}

	/**
	 * Creates material of keys and trust, with the usual ciphers and versions.
	 * @param keys the client's own key; {@code null} for none
	 * @param trust who may vouch for servers; {@code null} for those that Java trusts
	 * @return the material
	 */
	public static TlsMaterial of(@Nullable KeyManagerFactory keys, @Nullable TrustManagerFactory trust) {
		return new TlsMaterial(keys, trust, List.of(), List.of());
	}

	void applyTo(SslContextBuilder builder) {
		if (this.keys != null) {
			builder.keyManager(this.keys);
		}
		TellingTrust.applyTo(builder, this.trust);
		if (!this.ciphers.isEmpty()) {
			builder.ciphers(this.ciphers);
		}
		if (!this.protocols.isEmpty()) {
			builder.protocols(this.protocols);
		}
	}

}

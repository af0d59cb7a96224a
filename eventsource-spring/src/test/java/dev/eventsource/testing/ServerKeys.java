package dev.eventsource.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.List;

import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.TrustManagerFactory;

/**
 * A key for {@code localhost} and {@code ::1}, but not for {@code 127.0.0.1}, that nobody
 * vouches for but itself.
 *
 * @param store a PKCS#12 file with the key
 */
public record ServerKeys(Path store) {

	/** Opens the file and its key. */
	public static final String PASSWORD = "keys-to-nothing";

	/**
	 * Makes a key.
	 * @param directory where its file goes
	 * @return the key
	 */
	public static ServerKeys in(Path directory) {
		Path store = directory.resolve("server.p12");
		Path keytool = Path.of(System.getProperty("java.home"), "bin", "keytool");
		try {
			Process process = new ProcessBuilder(List.of(keytool.toString(), "-genkeypair", "-keyalg", "EC", "-dname",
					"CN=localhost", "-ext", "san=dns:localhost,ip:::1", "-storetype", "PKCS12", "-keystore",
					store.toString(), "-storepass", PASSWORD, "-alias", "server", "-validity", "2"))
				.redirectError(ProcessBuilder.Redirect.DISCARD)
				.start();
			if (process.waitFor() != 0) {
				throw new IllegalStateException("keytool has failed");
			}
			return new ServerKeys(store);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * Makes a key that goes when the tests end.
	 * @return the key
	 */
	public static ServerKeys temporary() {
		try {
			Path directory = Files.createTempDirectory("keys");
			ServerKeys keys = in(directory);
			directory.toFile().deleteOnExit();
			keys.store.toFile().deleteOnExit();
			return keys;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Returns what a server proves itself with.
	 * @return the key
	 */
	public KeyManagerFactory key() {
		try {
			KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
			factory.init(load(), PASSWORD.toCharArray());
			return factory;
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * Returns what a client believes such a server by.
	 * @return the trust
	 */
	public TrustManagerFactory trust() {
		try {
			TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
			factory.init(load());
			return factory;
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private KeyStore load() throws GeneralSecurityException {
		try (InputStream in = Files.newInputStream(this.store)) {
			KeyStore keys = KeyStore.getInstance("PKCS12");
			keys.load(in, PASSWORD.toCharArray());
			return keys;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}

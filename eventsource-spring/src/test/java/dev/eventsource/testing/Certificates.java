package dev.eventsource.testing;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;

import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * Keys and certificates that are good for nothing but tests; made once, when first asked
 * for.
 */
public enum Certificates {

	/** For localhost, by the authority. */
	GOOD("-dname", "CN=good.example", "-ext", "san=dns:localhost,ip:127.0.0.1", "-signer", "authority"),

	/** Five days too old. */
	EXPIRED("-dname", "CN=expired.example", "-ext", "san=dns:localhost", "-signer", "authority", "-startdate", "-10d",
			"-validity", "5"),

	/** Five days too young. */
	EARLY("-dname", "CN=early.example", "-ext", "san=dns:localhost", "-signer", "authority", "-startdate", "+5d"),

	/** For another host. */
	ELSEWHERE("-dname", "CN=elsewhere.example", "-ext", "san=dns:elsewhere.example", "-signer", "authority"),

	/** By nobody but itself, with a name that wants to write lines of its own. */
	SELF_SIGNED("-dname", "CN=alone\nERROR \u202E forged", "-ext", "san=dns:localhost");

	private static final char[] PASSWORD = "keys-to-nothing".toCharArray();

	private final List<String> options;

	Certificates(String... options) {
		this.options = List.of(options);
	}

	/**
	 * Returns what a server with this certificate speaks TLS with.
	 * @return the context
	 */
	public SSLContext server() {
		try {
			KeyStore own = KeyStore.getInstance("PKCS12");
			own.load(null, null);
			own.setKeyEntry("own", Made.KEYS.getKey(name(), PASSWORD), PASSWORD, Made.KEYS.getCertificateChain(name()));
			KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
			managers.init(own, PASSWORD);
			SSLContext context = SSLContext.getInstance("TLS");
			context.init(managers.getKeyManagers(), null, null);
			return context;
		}
		catch (GeneralSecurityException | IOException ex) {
			throw new AssertionError(ex);
		}
	}

	/**
	 * Returns whom a client trusts that knows the authority and nobody else.
	 * @return the trust
	 */
	public static TrustManagerFactory trusted() {
		try {
			KeyStore trusted = KeyStore.getInstance("PKCS12");
			trusted.load(null, null);
			trusted.setCertificateEntry("authority", Made.KEYS.getCertificate("authority"));
			TrustManagerFactory managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
			managers.init(trusted);
			return managers;
		}
		catch (GeneralSecurityException | IOException ex) {
			throw new AssertionError(ex);
		}
	}

	/** The JDK makes certificates on the command line only. */
	private static final class Made {

		static final KeyStore KEYS = make();

		private static KeyStore make() {
			try {
				Path file = Files.createTempDirectory("certificates").resolve("keys.p12");
				keytool(file, "authority", List.of("-dname", "CN=Authority of the tests", "-ext", "bc:c"));
				for (Certificates certificate : values()) {
					keytool(file, certificate.name(), certificate.options);
				}
				KeyStore keys = KeyStore.getInstance("PKCS12");
				try (InputStream in = Files.newInputStream(file)) {
					keys.load(in, PASSWORD);
				}
				Files.delete(file);
				Files.delete(file.getParent());
				return keys;
			}
			catch (GeneralSecurityException | IOException | InterruptedException ex) {
				throw new AssertionError(ex);
			}
		}

		private static void keytool(Path file, String alias, List<String> options)
				throws IOException, InterruptedException {
			Path keytool = Path.of(System.getProperty("java.home"), "bin", "keytool");
			List<String> command = new ArrayList<>(
					List.of(keytool.toString(), "-genkeypair", "-keyalg", "EC", "-storetype", "PKCS12", "-keystore",
							file.toString(), "-storepass", new String(PASSWORD), "-alias", alias));
			command.addAll(options);
			Process process = new ProcessBuilder(command).redirectErrorStream(true)
				.redirectOutput(ProcessBuilder.Redirect.DISCARD)
				.start();
			if (process.waitFor() != 0) {
				throw new IOException("keytool failed for " + alias);
			}
		}

	}

}

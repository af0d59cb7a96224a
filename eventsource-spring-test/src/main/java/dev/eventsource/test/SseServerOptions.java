package dev.eventsource.test;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;

import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

import org.jspecify.annotations.Nullable;

/**
 * How a {@link SseTestServer} is set up.
 *
 * @param tls what TLS is spoken with, {@code null} for plain text
 * @param port the port to listen on, 0 for any free one
 * @param sendBufferSize bytes the kernel may hold per connection for a client that does
 * not read, 0 for the system's own choice
 * @param patience how long the waiting methods wait before they fail
 */
public record SseServerOptions(@Nullable SSLContext tls, int port, int sendBufferSize, Duration patience) {

	/**
	 * Returns plain text on any free port, and five seconds of patience.
	 * @return the options to start from
	 */
	public static SseServerOptions defaults() {
		return new SseServerOptions(null, 0, 0, Duration.ofSeconds(5));
	}

	/**
	 * Returns these options with TLS.
	 * @param tls the context, with the server's key
	 * @return the new options
	 */
	public SseServerOptions withTls(SSLContext tls) {
		return new SseServerOptions(tls, this.port, this.sendBufferSize, this.patience);
	}

	/**
	 * Returns these options with TLS by the key in a PKCS#12 key store.
	 * @param keyStore the file; its certificate should name {@code localhost}
	 * @param password the password of the store and of its key
	 * @return the new options
	 * @throws UncheckedIOException if the file can not be read or the password is wrong
	 */
	public SseServerOptions withTls(Path keyStore, String password) {
		try (InputStream in = Files.newInputStream(keyStore)) {
			KeyStore keys = KeyStore.getInstance("PKCS12");
			keys.load(in, password.toCharArray());
			KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
			managers.init(keys, password.toCharArray());
			SSLContext context = SSLContext.getInstance("TLS");
			context.init(managers.getKeyManagers(), null, null);
			return withTls(context);
		}
		catch (IOException ex) {
			throw new UncheckedIOException("Key store " + keyStore + " can not be read", ex);
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalArgumentException("Key store " + keyStore + " can not serve TLS", ex);
		}
	}

	/**
	 * Returns these options with a fixed port.
	 * @param port the port, 0 for any free one
	 * @return the new options
	 */
	public SseServerOptions withPort(int port) {
		return new SseServerOptions(this.tls, port, this.sendBufferSize, this.patience);
	}

	/**
	 * Returns these options with a send buffer of a given size, a small one to see
	 * back-pressure early.
	 * @param bytes the size; the kernel may round it up
	 * @return the new options
	 */
	public SseServerOptions withSendBufferSize(int bytes) {
		return new SseServerOptions(this.tls, this.port, bytes, this.patience);
	}

	/**
	 * Returns these options with another time to wait.
	 * @param patience how long the waiting methods wait before they fail
	 * @return the new options
	 */
	public SseServerOptions withPatience(Duration patience) {
		return new SseServerOptions(this.tls, this.port, this.sendBufferSize, patience);
	}

}

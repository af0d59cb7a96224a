package dev.eventsource.test;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.List;

import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class TlsTests {

	private static final String PASSWORD = "secret";

	@TempDir
	static Path directory;

	private static SSLContext trusting;

	private static SseTestServer server;

	@BeforeAll
	static void startServer() throws Exception {
		Path keys = directory.resolve("server.p12");
		Path keytool = Path.of(System.getProperty("java.home"), "bin", "keytool");
		Process process = new ProcessBuilder(List.of(keytool.toString(), "-genkeypair", "-keyalg", "EC", "-dname",
				"CN=localhost", "-ext", "san=dns:localhost", "-storetype", "PKCS12", "-keystore", keys.toString(),
				"-storepass", PASSWORD, "-alias", "server", "-validity", "2"))
			.redirectError(ProcessBuilder.Redirect.DISCARD)
			.start();
		assertThat(process.waitFor()).isZero();
		trusting = trusting(keys);
		server = SseTestServer.start(SseServerOptions.defaults().withTls(keys, PASSWORD));
	}

	@AfterAll
	static void closeServer() {
		server.close();
	}

	private static SSLContext trusting(Path keys) throws Exception {
		KeyStore store = KeyStore.getInstance("PKCS12");
		try (InputStream in = Files.newInputStream(keys)) {
			store.load(in, PASSWORD.toCharArray());
		}
		KeyStore trusted = KeyStore.getInstance("PKCS12");
		trusted.load(null, null);
		trusted.setCertificateEntry("server", store.getCertificate("server"));
		TrustManagerFactory managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
		managers.init(trusted);
		SSLContext context = SSLContext.getInstance("TLS");
		context.init(null, managers.getTrustManagers(), null);
		return context;
	}

	private static HttpResponse<String> get(SSLContext tls) throws IOException, InterruptedException {
		HttpClient client = HttpClient.newBuilder().sslContext(tls).build();
		return client.send(HttpRequest.newBuilder(server.url("/x")).build(), BodyHandlers.ofString());
	}

	@Test
	void streamsOverTls() throws Exception {
		server.reset();
		server.enqueue(SseResponse.stream("data: secret\n\n").end());

		HttpResponse<String> response = get(trusting);

		assertThat(response.body()).isEqualTo("data: secret\n\n");
		assertThat(server.url()).isEqualTo(URI.create("https://localhost:" + server.port() + "/"));
		assertThat(server.takeRequest().path()).isEqualTo("/x");
	}

	@Test
	void contextOfTheTestServesAsWell() throws Exception {
		SSLContext context = SSLContext.getDefault();
		try (SseTestServer other = SseTestServer.start(context)) {
			assertThat(other.url("/y").getScheme()).isEqualTo("https");
			RawClient.connect(other).close();
		}
	}

	@Test
	void streamDroppedOverTlsEndsWithoutItsLastChunk() throws IOException {
		server.reset();
		server.enqueue(SseResponse.stream("data: cut").drop());
		try (RawClient client = new RawClient(trusting.getSocketFactory().createSocket("localhost", server.port()))) {
			client.write("GET / HTTP/1.1\r\n\r\n");
			client.readThrough("data: cut\r\n");

			assertThat(client.readAll()).isEmpty();
		}
		server.awaitClosed();
	}

	@Test
	void streamEndedOverTlsSaysGoodbye() throws IOException {
		server.reset();
		server.enqueue(SseResponse.stream("data: all\n\n").end());
		try (RawClient client = new RawClient(trusting.getSocketFactory().createSocket("localhost", server.port()))) {
			client.write("GET / HTTP/1.1\r\n\r\n");

			assertThat(client.readAll()).endsWith("0\r\n\r\n");
		}
		server.awaitClosed();
	}

	@Test
	void clientThatDoesNotTrustTheServerIsAFailureThatWaitsShow() throws Exception {
		server.reset();
		SSLContext distrusting = SSLContext.getDefault();

		assertThatExceptionOfType(IOException.class).isThrownBy(() -> get(distrusting));

		server.awaitClosed();
		assertThatExceptionOfType(AssertionError.class).isThrownBy(() -> server.takeRequest(Duration.ZERO))
			.withMessageContaining("failed");
	}

	@Test
	void keyStoreThatCanNotBeReadIsNamed() {
		Path missing = directory.resolve("missing.p12");

		assertThatExceptionOfType(UncheckedIOException.class)
			.isThrownBy(() -> SseServerOptions.defaults().withTls(missing, PASSWORD))
			.withMessageContaining("missing.p12");
	}

}

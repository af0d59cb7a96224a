package dev.eventsource.autoconfigure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;

import dev.eventsource.EventSource;
import dev.eventsource.InvalidSpecException;
import dev.eventsource.MessageEvent;
import dev.eventsource.test.SseResponse;
import dev.eventsource.test.SseServerOptions;
import dev.eventsource.test.SseTestServer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import reactor.core.publisher.Mono;

import static org.assertj.core.api.Assertions.assertThat;

class SslBundleTests {

	private static final String PASSWORD = "keys-to-nothing";

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(EventSourceAutoConfiguration.class, SslAutoConfiguration.class));

	@Test
	void believesAServerThatOnlyTheBundleKnows(@TempDir Path directory) throws Exception {
		Path keys = selfSigned(directory);
		try (SseTestServer server = SseTestServer.start(SseServerOptions.defaults().withTls(keys, PASSWORD))) {
			server.always(SseResponse.stream("data: secret\n\n").stayOpen());

			this.runner
				.withPropertyValues("spring.ssl.bundle.jks.ours.truststore.location=file:" + keys,
						"spring.ssl.bundle.jks.ours.truststore.password=" + PASSWORD,
						"spring.ssl.bundle.jks.ours.truststore.type=PKCS12",
						"eventsource.sources.prices.url=" + server.url("/prices"),
						"eventsource.sources.prices.ssl.bundle=ours")
				.run((context) -> assertThat(context.getBean(EventSource.class).events().next().block())
					.extracting(MessageEvent::data)
					.isEqualTo("secret"));
		}
	}

	@Test
	void connectsWithTheRenewedBundleWithoutARestart(@TempDir Path directory, @TempDir Path wrong) throws Exception {
		Path keys = selfSigned(directory);
		Path trusted = selfSigned(wrong);
		try (SseTestServer server = SseTestServer.start(SseServerOptions.defaults().withTls(keys, PASSWORD))) {
			server.always(SseResponse.stream("data: secret\n\n").stayOpen());

			this.runner
				.withPropertyValues("spring.ssl.bundle.jks.ours.truststore.location=file:" + trusted,
						"spring.ssl.bundle.jks.ours.truststore.password=" + PASSWORD,
						"spring.ssl.bundle.jks.ours.truststore.type=PKCS12",
						"spring.ssl.bundle.jks.ours.reload-on-update=true",
						"spring.ssl.bundle.watch.file.quiet-period=100ms", "eventsource.defaults.reconnect.delay=50ms",
						"eventsource.defaults.reconnect.max-delay=100ms",
						"eventsource.sources.prices.url=" + server.url("/prices"),
						"eventsource.sources.prices.ssl.bundle=ours")
				.run((context) -> {
					EventSource source = context.getBean(EventSource.class);
					Mono<MessageEvent> first = source.events().next().cache();
					first.subscribe();
					Awaitility.await().until(() -> source.state().reason().equals("tls"));

					Files.copy(keys, trusted, StandardCopyOption.REPLACE_EXISTING);

					assertThat(first.block(Duration.ofSeconds(60))).extracting(MessageEvent::data).isEqualTo("secret");
				});
		}
	}

	@Test
	void failsTheStartForABundleThatIsNone() {
		this.runner
			.withPropertyValues("eventsource.sources.prices.url=https://localhost/",
					"eventsource.sources.prices.ssl.bundle=ours")
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOf(InvalidSpecException.class)
				.hasMessageContaining("'ssl.bundle' names no SSL bundle"));
	}

	private static Path selfSigned(Path directory) throws IOException, InterruptedException {
		Path keys = directory.resolve("server.p12");
		Path keytool = Path.of(System.getProperty("java.home"), "bin", "keytool");
		Process process = new ProcessBuilder(List.of(keytool.toString(), "-genkeypair", "-keyalg", "EC", "-dname",
				"CN=localhost", "-ext", "san=dns:localhost", "-storetype", "PKCS12", "-keystore", keys.toString(),
				"-storepass", PASSWORD, "-alias", "server", "-validity", "2"))
			.redirectError(ProcessBuilder.Redirect.DISCARD)
			.start();
		assertThat(process.waitFor()).isZero();
		return keys;
	}

}

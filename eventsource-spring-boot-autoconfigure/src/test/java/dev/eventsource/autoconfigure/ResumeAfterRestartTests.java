package dev.eventsource.autoconfigure;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import dev.eventsource.EventSourceRegistry;
import dev.eventsource.EventSourceState.Kind;
import dev.eventsource.SseListener;
import dev.eventsource.test.SseResponse;
import dev.eventsource.test.SseTestServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

import static org.assertj.core.api.Assertions.assertThat;

class ResumeAfterRestartTests {

	private final SseTestServer server = SseTestServer.start();

	@TempDir
	private Path directory;

	@AfterEach
	void close() {
		this.server.close();
	}

	@ParameterizedTest
	@ValueSource(strings = { "file", "jdbc" })
	void theNextContextGoesOnBehindWhatWasHandled(String store) throws Exception {
		this.server.on("/prices")
			.enqueue(SseResponse.stream().event("message", "41", "one").event("message", "42", "two").stayOpen());
		this.server.on("/prices").always(SseResponse.stream().event("message", "43", "three").stayOpen());
		try (ConfigurableApplicationContext first = run(store)) {
			assertThat(next(first)).isEqualTo("one");
			assertThat(next(first)).isEqualTo("two");
		}

		try (ConfigurableApplicationContext second = run(store)) {
			assertThat(next(second)).isEqualTo("three");
		}

		assertThat(this.server.on("/prices").requests()).extracting((request) -> request.header("Last-Event-ID"))
			.containsExactly(Optional.empty(), Optional.of("42"));
	}

	@Test
	void aRollingUpdateHandsOverAtOnce() throws Exception {
		this.server.on("/prices").enqueue(SseResponse.stream().event("message", "41", "one").stayOpen());
		this.server.on("/prices").always(SseResponse.stream().event("message", "42", "two").stayOpen());
		ConfigurableApplicationContext before = run("jdbc");
		assertThat(next(before)).isEqualTo("one");
		try (ConfigurableApplicationContext after = run("jdbc")) {
			assertThat(after.getBean(EventSourceRegistry.class).get("prices").state().kind()).isEqualTo(Kind.STANDBY);

			before.close();
			long closed = System.nanoTime();

			assertThat(next(after)).isEqualTo("two");
			// not the lease, which is 30 s
			assertThat(Duration.ofNanos(System.nanoTime() - closed)).isLessThan(Duration.ofSeconds(10));
		}
		assertThat(this.server.on("/prices").requests().get(1).lastEventId()).contains("41");
	}

	private ConfigurableApplicationContext run(String store) {
		return new SpringApplicationBuilder(Application.class).web(WebApplicationType.NONE)
			.properties("eventsource.sources.prices.url=" + this.server.url("/prices"),
					"eventsource.sources.prices.checkpoint.store=" + store,
					"eventsource.sources.prices.checkpoint.directory=" + this.directory.resolve("positions"),
					"eventsource.checkpoint.jdbc.initialize-schema=always",
					"spring.datasource.url=jdbc:h2:file:" + this.directory.resolve("positions.h2"))
			.run();
	}

	private static String next(ConfigurableApplicationContext context) throws InterruptedException {
		return context.getBean(Prices.class).received.poll(20, TimeUnit.SECONDS);
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@Import(Prices.class)
	static class Application {

	}

	static class Prices {

		private final BlockingQueue<String> received = new LinkedBlockingQueue<>();

		@SseListener(source = "prices")
		void onPrice(String price) {
			this.received.add(price);
		}

	}

}

package dev.eventsource.autoconfigure;

import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import dev.eventsource.InvalidSpecException;
import dev.eventsource.SseListener;
import dev.eventsource.mercure.MercureCustomizer;
import dev.eventsource.test.MercureTestHub;
import dev.eventsource.test.MercureTestHub.Generation;
import dev.eventsource.test.SseServerOptions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;

class MercureAutoConfigurationTests {

	private static final String TOPIC = "https://example.com/books/1";

	private final MercureTestHub hub = MercureTestHub.start(Generation.V1,
			SseServerOptions.defaults().withPatience(Duration.ofSeconds(30)));

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(EventSourceAutoConfiguration.class, MercureAutoConfiguration.class))
		.withPropertyValues("eventsource.sources.books.url=" + this.hub.url());

	@AfterEach
	void close() {
		this.hub.close();
	}

	@Test
	void leavesAnApplicationWithoutHubsAlone() {
		this.runner.run((context) -> assertThat(context).doesNotHaveBean(MercureCustomizer.class));
	}

	@Test
	void listensToAPrivateTopic() {
		this.runner.withBean(Books.class)
			.withPropertyValues("eventsource.sources.books.mercure.topics=" + TOPIC,
					"eventsource.defaults.mercure.jwt.key=" + MercureTestHub.SECRET,
					"eventsource.defaults.mercure.jwt.issuer=" + MercureTestHub.ISSUER)
			.run((context) -> {
				this.hub.endpoint().awaitConnected();

				this.hub.publishPrivately(TOPIC, "secret");

				assertThat(context.getBean(Books.class).next()).isEqualTo("secret");
			});
	}

	@Test
	void asksABeanForTokens() {
		this.runner.withBean(Books.class)
			.withBean("tokens", Supplier.class, () -> () -> "from.the.bean")
			.withPropertyValues("eventsource.sources.books.mercure.topics=" + TOPIC,
					"eventsource.sources.books.mercure.generation=v1",
					"eventsource.sources.books.mercure.jwt.supplier=tokens")
			.run((context) -> assertThat(this.hub.endpoint().takeRequest().header("Authorization"))
				.hasValue("Bearer from.the.bean"));
	}

	@Test
	void namesABeanThatIsMissing() {
		this.runner
			.withPropertyValues("eventsource.sources.books.mercure.topics=" + TOPIC,
					"eventsource.sources.books.mercure.jwt.supplier=tokens")
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOf(InvalidSpecException.class)
				.hasMessageContaining("'mercure.jwt.supplier' names no bean of type Supplier"));
	}

	@Test
	void namesTheLibraryThatIsMissing() {
		this.runner.withClassLoader(new FilteredClassLoader("com.nimbusds"))
			.withPropertyValues("eventsource.sources.books.mercure.topics=" + TOPIC,
					"eventsource.sources.books.mercure.jwt.key=" + MercureTestHub.SECRET)
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.hasMessageContaining("spring-security-oauth2-jose"));
	}

	@Test
	void showsNoKey() {
		this.runner
			.withPropertyValues("eventsource.sources.books.mercure.topics=" + TOPIC,
					"eventsource.sources.books.mercure.jwt.key=too-short")
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.hasMessageContaining("'mercure.jwt.key' is too short")
				.hasMessageNotContaining("too-short"));
	}

	static class Books {

		private final BlockingQueue<String> received = new LinkedBlockingQueue<>();

		@SseListener(source = "books")
		void onBook(String book) {
			this.received.add(book);
		}

		String next() throws InterruptedException {
			return this.received.poll(10, TimeUnit.SECONDS);
		}

	}

}

package dev.eventsource.samples.docs;

import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

import dev.eventsource.EventSource;
import dev.eventsource.EventSourceGapEvent;
import dev.eventsource.EventSourceSpec;
import dev.eventsource.MercureSpec;
import dev.eventsource.PayloadConverter;
import dev.eventsource.SseListener;
import dev.eventsource.client.EventSources;
import dev.eventsource.mercure.MercureCustomizer;
import dev.eventsource.mercure.MercureEncryption;
import dev.eventsource.mercure.MercureHubs;
import dev.eventsource.mercure.MercurePublisher;
import dev.eventsource.mercure.MercureSubscription;
import dev.eventsource.mercure.MercureUpdate;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.context.annotation.Bean;
import org.springframework.context.event.EventListener;
import org.springframework.web.reactive.function.client.WebClient;

/**
 * The Java of the recipe for Mercure hubs.
 */
final class MercureBooks {

	private MercureBooks() {
	}

	record Book(String title, int stock) {

	}

	static class BookListener {

		final Map<String, Integer> shelf = new ConcurrentHashMap<>();

		@SseListener(source = "books")
		void onBook(Book book) {
			this.shelf.put(book.title(), book.stock());
		}

		@EventListener
		void onGap(EventSourceGapEvent gap) {
			if (gap.reason().equals("lost-history")) {
				this.shelf.clear();
			}
		}

	}

	static class BookPublisher {

		private final MercurePublisher books;

		BookPublisher(MercureHubs hubs) {
			this.books = hubs.publisher("books");
		}

		String publish(Book book) {
			return this.books.publish(MercureUpdate.of("https://example.com/books/1", book).privately());
		}

	}

	static class BookSubscribers {

		List<String> topics(MercureHubs hubs) {
			return hubs.subscriptions("books")
				.all()
				.map((found) -> found.subscriptions().stream().map(MercureSubscription::topic).toList())
				.block();
		}

	}

	static class Tokens {

		final Map<String, String> vault = new ConcurrentHashMap<>();

		@Bean
		Supplier<String> hubTokens() {
			return () -> this.vault.get("mercure");
		}

	}

	static EventSource withoutBoot(String hub, String token) {
		MercureCustomizer mercure = new MercureCustomizer((name) -> null, Clock.systemUTC(), new SecureRandom());
		EventSource books = EventSources.builder(WebClient.builder())
			.customizers(mercure)
			.requestCustomizers(mercure)
			.spec(EventSourceSpec.builder(hub)
				.mercure(MercureSpec.of("https://example.com/books/1").withJwt(MercureSpec.Jwt.ofToken(token)))
				.build())
			.build();
		return books;
	}

	static class Encrypted {

		final MercureEncryption encryption = MercureEncryption
			.withKeys("{\"keys\":[{\"kty\":\"oct\",\"k\":\"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\"}]}");

		@Bean
		PayloadConverter encryptedBooks(JsonMapper mapper) {
			PayloadConverter json = (event, type) -> mapper.readValue(event.data(), mapper.constructType(type));
			return this.encryption.decrypting(json);
		}

	}

}

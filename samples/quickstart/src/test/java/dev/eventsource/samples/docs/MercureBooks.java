package dev.eventsource.samples.docs;

import java.text.ParseException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWEObject;
import com.nimbusds.jose.crypto.DirectDecrypter;
import dev.eventsource.EventSourceGapEvent;
import dev.eventsource.PayloadConverter;
import dev.eventsource.SseListener;
import dev.eventsource.mercure.MercureHubs;
import dev.eventsource.mercure.MercurePublisher;
import dev.eventsource.mercure.MercureSubscription;
import dev.eventsource.mercure.MercureUpdate;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.context.annotation.Bean;
import org.springframework.context.event.EventListener;

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

	static class Encrypted {

		final byte[] key = new byte[32];

		@Bean
		PayloadConverter encryptedBooks(JsonMapper mapper) {
			return (event, type) -> mapper.readValue(decrypted(event.data()), mapper.constructType(type));
		}

		private String decrypted(String data) throws ParseException, JOSEException {
			JWEObject update = JWEObject.parse(data);
			update.decrypt(new DirectDecrypter(this.key));
			return update.getPayload().toString();
		}

	}

}

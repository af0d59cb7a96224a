package dev.eventsource.samples.docs;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

import dev.eventsource.DeadLetterPublisher;
import dev.eventsource.EventSourceDeadLetterEvent;
import dev.eventsource.FailureAction;
import dev.eventsource.SseListener;
import dev.eventsource.SseListenerErrorHandler;
import dev.eventsource.samples.docs.PriceListeners.Ledger;
import dev.eventsource.samples.docs.PriceListeners.Tick;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * What to do with events that fail.
 */
final class PriceFailures {

	private PriceFailures() {
	}

	@Component
	static class Prices {

		private final Ledger ledger;

		Prices(Ledger ledger) {
			this.ledger = ledger;
		}

		@SseListener(source = "prices", event = "tick", errorHandler = "skipUnknownSymbols")
		void onTick(Tick tick) {
			this.ledger.book(tick);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Failures {

		@Bean
		SseListenerErrorHandler skipUnknownSymbols() {
			return (failed) -> (failed.cause() instanceof IllegalArgumentException) ? FailureAction.SKIP
					: FailureAction.DEAD_LETTER;
		}

		@Bean
		DeadLetterPublisher deadLetters() {
			return (deadLetter) -> Files.write(Path.of("dead-letters.jsonl"), deadLetter.event().dataBytes(),
					StandardOpenOption.CREATE, StandardOpenOption.APPEND, StandardOpenOption.DSYNC);
		}

	}

	@Component
	static class DeadLetterAlarm {

		@EventListener
		void onDeadLetter(EventSourceDeadLetterEvent event) {
			System.out.println("Look at this: " + event.deadLetter());
		}

	}

}

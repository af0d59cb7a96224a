package dev.eventsource.listener;

import java.security.Principal;
import dev.eventsource.EventId;
import dev.eventsource.EventType;
import dev.eventsource.SseListener;
import jakarta.validation.Valid;

/**
 * Listeners that must not get past the start.
 */
final class MistakenListeners {

	private MistakenListeners() {
	}

	static class Misspelt {

		@SseListener(source = "prizes")
		void on(String data) {
		}

	}

	static class Elsewhere {

		@SseListener(source = "weather-forecast")
		void on(String data) {
		}

	}

	static class SourceAsType {

		@SseListener("prices")
		void on(String data) {
		}

	}

	static class NumericId {

		@SseListener(source = "prices")
		void on(String data, @EventId int id) {
		}

	}

	static class IdAndType {

		@SseListener(source = "prices")
		void on(@EventId @EventType String id) {
		}

	}

	static class TwoPayloads {

		@SseListener(source = "prices")
		void on(String data, String id) {
		}

	}

	static class Unnamed {

		@SseListener(source = "prices")
		<T> void on(T data) {
		}

	}

	static class SameId {

		@SseListener(source = "prices", id = "mine")
		void a(String data) {
		}

		@SseListener(source = "prices", id = "mine")
		void b(String data) {
		}

	}

	static class Returning {

		@SseListener(source = "prices")
		String on(String data) {
			return data;
		}

	}

	static class Static {

		@SseListener(source = "prices")
		static void on(String data) {
		}

	}

	static class NoExpression {

		@SseListener(source = "prices", condition = "event.type ==")
		void on(String data) {
		}

	}

	static class TypeCondition {

		@SseListener(source = "prices", condition = "T(java.lang.Runtime).getRuntime() != null")
		void on(String data) {
		}

	}

	static class BeanCondition {

		@SseListener(source = "prices", condition = "event.type == @targets.toString()")
		void on(String data) {
		}

	}

	static class VariableCondition {

		@SseListener(source = "prices", condition = "#payload != null")
		void on(String data) {
		}

	}

	static class NoErrorHandler {

		@SseListener(source = "prices", errorHandler = "nobody")
		void on(String data) {
		}

	}

	static class WrongErrorHandler {

		@SseListener(source = "prices", errorHandler = "targets")
		void on(String data) {
		}

	}

	static class Unresolvable {

		@SseListener(source = "${no.such.property}")
		void on(String data) {
		}

	}

	static class EmptySource {

		@SseListener(source = "${no.such.property:}")
		void on(String data) {
		}

	}

	@SseListener(source = "prices")
	static class OnlyClass {

		void on(String data) {
		}

	}

	@SseListener(source = "prices")
	@SseListener(source = "orders")
	static class TwiceOnClass {

		@SseListener(source = "prices")
		void on(String data) {
		}

	}

	static class Validated {

		@SseListener(source = "prices")
		void on(@Valid Principal data) {
		}

	}

	static class Converting {

		@SseListener(source = "prices")
		void on(Principal data) {
		}

	}

}

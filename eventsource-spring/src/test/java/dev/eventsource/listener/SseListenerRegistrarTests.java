package dev.eventsource.listener;

import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import dev.eventsource.MessageEvent;
import dev.eventsource.SseListener;
import dev.eventsource.delivery.EventHandler;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.AliasFor;
import org.springframework.core.annotation.Order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

/**
 * Tests for {@link SseListenerRegistrar}: which listeners there are, and where.
 */
@ExtendWith(OutputCaptureExtension.class)
class SseListenerRegistrarTests {

	@Test
	void aListenerTakesMessagesOfItsSource() throws Exception {
		try (ListenerContext context = ListenerContext.of(Prices.class)) {
			context.targets.send("prices", "message", "1.23");

			assertThat(context.bean(Prices.class).received).containsExactly("1.23");
			assertThat(context.targets.only("prices").types()).containsExactly("message");
			assertThat(context.targets.only("prices").id()).isEqualTo("Prices.onTick");
		}
	}

	@Test
	void saysOneLineAListener(CapturedOutput output) {
		try (ListenerContext context = ListenerContext.of(Prices.class, Typed.class)) {
			assertThat(output).contains("Prices.onTick <- prices[message]")
				.contains("Typed.onPut <- prices[patch,put]")
				.contains("Typed.onAny <- prices[*]")
				.doesNotContain("WARN");
			assertThat(context.targets.ids("prices")).hasSize(3);
		}
	}

	@Test
	void aStarAmongTypesIsEveryType() {
		try (ListenerContext context = ListenerContext.of(Typed.class)) {
			assertThat(context.targets.handlers("prices").handlers().stream().map(EventHandler::types))
				.containsExactlyInAnyOrder(Set.of(), Set.of("put", "patch"));
		}
	}

	@Test
	void withoutSourceListensToEverySourceAndWarns(CapturedOutput output) {
		try (ListenerContext context = new ListenerContext("a", "b").start(Sourceless.class)) {
			assertThat(context.targets.ids("a")).containsExactly("Sourceless.on");
			assertThat(context.targets.ids("b")).containsExactly("Sourceless.on");
			assertThat(output).contains("Sourceless.on names no source and listens to each of them: a, b")
				.contains("Sourceless.on <- *[message]");
		}
	}

	@Test
	void withoutSourceNamesTheOnlyOne(CapturedOutput output) {
		try (ListenerContext context = ListenerContext.of(Sourceless.class)) {
			assertThat(context.targets.ids("prices")).hasSize(1);
			assertThat(output).contains("Sourceless.on <- prices[message]").doesNotContain("names no source");
		}
	}

	@Test
	void withoutSourceListensToSourcesThatComeLater() {
		try (ListenerContext context = ListenerContext.of(Sourceless.class, Prices.class)) {
			context.targets.register("later");

			assertThat(context.targets.ids("later")).containsExactly("Sourceless.on");
		}
	}

	@Test
	void aSourceThatComesAgainGetsItsListenersAgain() {
		try (ListenerContext context = ListenerContext.of(Prices.class)) {
			context.targets.remove("prices");
			context.targets.register("prices");

			assertThat(context.targets.ids("prices")).containsExactly("Prices.onTick");
		}
	}

	@Test
	void closingTheContextTakesListenersAway() {
		ListenerContext context = ListenerContext.of(Prices.class);

		context.close();

		assertThat(context.targets.ids("prices")).isEmpty();
	}

	@Test
	void forgetsSourcesThatComeAndGo() {
		ListenerContext context = ListenerContext.of(Sourceless.class);
		for (int i = 0; i < 1000; i++) {
			context.targets.register("source-" + i);
			context.targets.remove("source-" + i);
		}

		context.close();

		assertThat(context.targets.detached).hasValueBetween(1, 100);
	}

	@Test
	void theClassGivesWhatTheMethodLeavesOut() {
		try (ListenerContext context = ListenerContext.of(WithDefaults.class)) {
			assertThat(context.targets.handlers("prices").handlers()).extracting(EventHandler::id, EventHandler::types)
				.containsExactlyInAnyOrder(tuple("own", Set.of("own")), tuple("WithDefaults.inherits", Set.of("tick")));
		}
	}

	@Test
	void composedAnnotationsPassTheirAttributesOn() {
		try (ListenerContext context = ListenerContext.of(Composed.class)) {
			assertThat(context.targets.only("prices").types()).containsExactly("tick");
		}
	}

	@Test
	void repeatedAnnotationsAreListenersOfTheirOwn() {
		try (ListenerContext context = new ListenerContext("a", "b").start(Repeated.class)) {
			assertThat(context.targets.ids("a")).containsExactly("Repeated.on");
			assertThat(context.targets.ids("b")).containsExactly("Repeated.on#2");
		}
	}

	@Test
	void resolvesPlaceholdersInAllValues() throws Exception {
		try (ListenerContext context = new ListenerContext("prices").property("my.source", "prices")
			.property("my.word", "tick")
			.start(Placeholders.class)) {
			assertThat(context.targets.only("prices").id()).isEqualTo("tick-id");
			assertThat(context.targets.only("prices").types()).containsExactly("tick");

			context.targets.send("prices", "tick", "other");

			assertThat(context.bean(Placeholders.class).received).isEmpty();
		}
	}

	@Test
	void listenersStandInOrder() {
		try (ListenerContext context = ListenerContext.of(Last.class, Middle.class, OrderedBean.class)) {
			assertThat(context.targets.ids("prices")).containsExactly("Last.first", "OrderedBean.on", "Middle.on",
					"Last.a", "Last.b");
			assertThat(context.targets.handlers("prices").handlers().get(0).order()).isEqualTo(1);
		}
	}

	@Test
	void anOverrideReplacesTheAnnotationItOverrides() {
		try (ListenerContext context = ListenerContext.of(Overriding.class)) {
			assertThat(context.targets.only("prices").types()).containsExactly("mine");
		}
	}

	@Test
	void contextWithoutListenersNeedsNoSources() {
		ListenerContext context = new ListenerContext();

		context.start();

		assertThat(context.context.isActive()).isTrue();
		context.close();
	}

	static class Prices {

		final List<String> received = new ArrayList<>();

		@SseListener(source = "prices")
		void onTick(String data) {
			this.received.add(data);
		}

	}

	static class Typed {

		@SseListener(source = "prices", event = { "put", "patch" })
		void onPut(MessageEvent event) {
		}

		@SseListener(source = "prices", event = { "*", "put" })
		void onAny(MessageEvent event) {
		}

	}

	static class Sourceless {

		@SseListener
		void on(String data) {
		}

	}

	@SseListener(source = "prices", event = "tick")
	static class WithDefaults {

		@SseListener
		void inherits(String data) {
		}

		@SseListener(event = "own", id = "own")
		void own(String data) {
		}

		void notAnnotated(int number) {
		}

	}

	@SseListener(source = "prices")
	@Retention(RetentionPolicy.RUNTIME)
	@interface PriceListener {

		@AliasFor(annotation = SseListener.class, attribute = "event")
		String[] type() default {};

	}

	static class Composed {

		@PriceListener(type = "tick")
		void on(String data) {
		}

	}

	static class Repeated {

		@SseListener(source = "a")
		@SseListener(source = "b")
		void on(String data) {
		}

	}

	static class Placeholders {

		final List<String> received = new ArrayList<>();

		@SseListener(source = "${my.source}", event = "${my.word}", id = "${my.word}-id",
				condition = "event.data == '${my.word}'")
		void on(String data) {
			this.received.add(data);
		}

	}

	@SseListener(source = "prices")
	static class Last {

		@SseListener
		void b(String data) {
		}

		@SseListener
		void a(String data) {
		}

		@Order(1)
		@SseListener
		void first(String data) {
		}

	}

	@Order(10)
	static class Middle {

		@SseListener(source = "prices")
		void on(String data) {
		}

	}

	static class OrderedBean implements Ordered {

		@Override
		public int getOrder() {
			return 5;
		}

		@SseListener(source = "prices")
		void on(String data) {
		}

	}

	interface Contract {

		@SseListener(source = "prices", event = "theirs")
		void on(String data);

	}

	static class Overriding implements Contract {

		@Override
		@SseListener(source = "prices", event = "mine")
		public void on(String data) {
		}

	}

}

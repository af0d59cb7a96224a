package dev.eventsource.listener;

import java.security.Principal;

import dev.eventsource.EventId;
import dev.eventsource.EventType;
import dev.eventsource.SseListener;
import jakarta.validation.Valid;
import org.junit.jupiter.api.Test;

import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * Tests for {@link InvalidListenerException}: mistakes that fail the start.
 */
class InvalidListenerTests {

	@Test
	void anUnknownSourceIsNamedWithTheOneThatWasMeant() {
		InvalidListenerException ex = failure(Misspelt.class);

		assertThat(ex.listener()).isEqualTo("Misspelt.on(String)");
		assertThat(ex.problem()).contains("'prizes'");
		assertThat(ex.remedy()).contains("Did you mean 'prices'?")
			.contains("known are orders, prices")
			.contains("eventsource.sources.prizes.url");
		assertThat(ex).hasMessage("Listener Misspelt.on(String) " + ex.problem() + ". " + ex.remedy());
	}

	@Test
	void anUnknownSourceUnlikeAnyOtherIsNotGuessedAt() {
		assertThat(failure(Elsewhere.class).remedy()).doesNotContain("Did you mean").contains("orders, prices");
	}

	@Test
	void aSourceGivenAsTypeIsFound() {
		InvalidListenerException ex = failure(SourceAsType.class);

		assertThat(ex.problem()).contains("'prices'").contains("name of a source");
		assertThat(ex.remedy()).contains("@SseListener(source = \"prices\")");
	}

	@Test
	void anEventIdMustBeAString() {
		assertThat(failure(NumericId.class)).hasMessageContaining("@EventId on a parameter of type int")
			.hasMessageContaining("Make parameter 2 a String");
	}

	@Test
	void aParameterIsEitherIdOrType() {
		assertThat(failure(IdAndType.class).problem()).contains("both @EventId and @EventType");
	}

	@Test
	void aListenerTakesOnePayload() {
		assertThat(failure(TwoPayloads.class).problem()).contains("two payloads").contains("java.lang.String");
	}

	@Test
	void aTypeThatNobodyNamesIsNoPayload() {
		assertThat(failure(Unnamed.class).problem()).contains("takes a T");
	}

	@Test
	void anIdBelongsToOneListener() {
		InvalidListenerException ex = failure(SameId.class);

		assertThat(ex.problem()).contains("'mine'").contains("SameId.a(String)");
		assertThat(ex.listener()).isEqualTo("SameId.b(String)");
	}

	@Test
	void aReturnedValueWouldBeLost() {
		assertThat(failure(Returning.class)).hasMessageContaining("returns java.lang.String")
			.hasMessageContaining("a Mono or a CompletionStage");
	}

	@Test
	void aStaticMethodIsNoListener() {
		assertThat(failure(Static.class).problem()).isEqualTo("is static");
	}

	@Test
	void aConditionMustBeAnExpression() {
		assertThat(failure(NoExpression.class).problem()).contains("'event.type =='").contains("no SpEL");
	}

	@Test
	void aConditionReachesForNothingButTheEvent() {
		assertThat(failure(TypeCondition.class).problem()).contains("T(java.lang.Runtime)");
		assertThat(failure(BeanCondition.class).problem()).contains("@targets");
		assertThat(failure(VariableCondition.class).problem()).contains("#payload");
	}

	@Test
	void anErrorHandlerMustBeABean() {
		assertThat(failure(NoErrorHandler.class).problem()).contains("'nobody'");
	}

	@Test
	void anErrorHandlerMustBeOfItsType() {
		assertThat(failure(WrongErrorHandler.class).problem()).contains("'targets'");
	}

	@Test
	void aPlaceholderMustHaveAValue() {
		assertThat(failure(Unresolvable.class).problem()).contains("'${no.such.property}'");
	}

	@Test
	void aPlaceholderMustNotMakeASourceEmpty() {
		assertThat(failure(EmptySource.class).problem()).contains("empty source");
	}

	@Test
	void aClassAloneIsNoListener() {
		InvalidListenerException ex = failure(OnlyClass.class);

		assertThat(ex.listener()).isEqualTo("OnlyClass");
		assertThat(ex.problem()).contains("none of its methods");
	}

	@Test
	void aClassGivesOneSetOfDefaults() {
		assertThat(failure(TwiceOnClass.class).problem()).contains("several @SseListener on the class");
	}

	@Test
	void validationNeedsAValidator() {
		assertThat(failure(Validated.class).remedy()).contains("spring-boot-starter-validation");
	}

	@Test
	void withoutJacksonAPayloadNeedsAConverter() {
		ListenerContext context = new ListenerContext("prices");
		context.context.setClassLoader(new FilteredClassLoader("tools.jackson"));

		assertThatExceptionOfType(InvalidListenerException.class).isThrownBy(() -> context.start(Converting.class))
			.withMessageContaining("java.security.Principal")
			.withMessageContaining("tools.jackson.core:jackson-databind");
	}

	@Test
	void withoutJacksonRawListenersWork() throws Exception {
		ListenerContext context = new ListenerContext("prices");
		context.context.setClassLoader(new FilteredClassLoader("tools.jackson"));

		try (context) {
			context.start(SseListenerRegistrarTests.Prices.class);

			assertThat(context.targets.send("prices", "message", "1")).isNull();
		}
	}

	@Test
	void allMistakesAreToldAtOnce() {
		InvalidListenerException ex = failure(Misspelt.class, Returning.class);

		assertThat(ex.listener()).startsWith("Misspelt");
		assertThat(ex.getSuppressed()).singleElement()
			.isInstanceOfSatisfying(InvalidListenerException.class,
					(other) -> assertThat(other.listener()).startsWith("Returning"));
	}

	@Test
	void listenersNeedARegistry() {
		try (AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext()) {
			context.register(SseListenerRegistrar.class, Misspelt.class);

			assertThatExceptionOfType(InvalidListenerException.class).isThrownBy(context::refresh)
				.withMessageContaining("no event source to listen to");
		}
	}

	private static InvalidListenerException failure(Class<?>... components) {
		ListenerContext context = new ListenerContext("orders", "prices");
		return catchThrowableOfType(InvalidListenerException.class, () -> context.start(components));
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

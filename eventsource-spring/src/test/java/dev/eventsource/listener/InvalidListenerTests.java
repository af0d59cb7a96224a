package dev.eventsource.listener;

import dev.eventsource.EventId;
import dev.eventsource.EventType;
import dev.eventsource.SseListener;
import dev.eventsource.listener.MistakenListeners.BeanCondition;
import dev.eventsource.listener.MistakenListeners.Converting;
import dev.eventsource.listener.MistakenListeners.Elsewhere;
import dev.eventsource.listener.MistakenListeners.EmptySource;
import dev.eventsource.listener.MistakenListeners.IdAndType;
import dev.eventsource.listener.MistakenListeners.Misspelt;
import dev.eventsource.listener.MistakenListeners.NoErrorHandler;
import dev.eventsource.listener.MistakenListeners.NoExpression;
import dev.eventsource.listener.MistakenListeners.NumericId;
import dev.eventsource.listener.MistakenListeners.OnlyClass;
import dev.eventsource.listener.MistakenListeners.Returning;
import dev.eventsource.listener.MistakenListeners.SameId;
import dev.eventsource.listener.MistakenListeners.SourceAsType;
import dev.eventsource.listener.MistakenListeners.Static;
import dev.eventsource.listener.MistakenListeners.TwiceOnClass;
import dev.eventsource.listener.MistakenListeners.TwoPayloads;
import dev.eventsource.listener.MistakenListeners.TypeCondition;
import dev.eventsource.listener.MistakenListeners.Unnamed;
import dev.eventsource.listener.MistakenListeners.Unresolvable;
import dev.eventsource.listener.MistakenListeners.Validated;
import dev.eventsource.listener.MistakenListeners.VariableCondition;
import dev.eventsource.listener.MistakenListeners.WrongErrorHandler;
import java.security.Principal;
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

}

package dev.eventsource.listener;

import java.util.List;

import dev.eventsource.MessageEvent;
import dev.eventsource.SseListener;
import org.junit.jupiter.api.Test;

import org.springframework.aot.generate.GenerationContext;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.predicate.RuntimeHintsPredicates;
import org.springframework.beans.factory.aot.AotServices;
import org.springframework.beans.factory.aot.BeanFactoryInitializationAotContribution;
import org.springframework.beans.factory.aot.BeanFactoryInitializationAotProcessor;
import org.springframework.beans.factory.aot.BeanFactoryInitializationCode;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.beans.factory.support.RootBeanDefinition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;

/**
 * Tests for {@link SseListenerAotProcessor}.
 */
class SseListenerAotProcessorTests {

	private final DefaultListableBeanFactory beanFactory = new DefaultListableBeanFactory();

	@Test
	void payloadsCanBeBoundInANativeImage() {
		this.beanFactory.registerBeanDefinition("prices", new RootBeanDefinition(Prices.class));

		RuntimeHints hints = contribute();

		assertThat(RuntimeHintsPredicates.reflection().onType(MessageEvent.class)).accepts(hints);
		assertThat(RuntimeHintsPredicates.reflection().onType(Price.class)).accepts(hints);
		assertThat(RuntimeHintsPredicates.reflection().onType(Amount.class)).accepts(hints);
	}

	@Test
	void withoutListenersThereIsNothingToDo() {
		this.beanFactory.registerBeanDefinition("text", new RootBeanDefinition(String.class));

		assertThat(new SseListenerAotProcessor().processAheadOfTime(this.beanFactory)).isNull();
	}

	@Test
	void springFindsTheProcessor() {
		assertThat(AotServices.factories().load(BeanFactoryInitializationAotProcessor.class))
			.hasAtLeastOneElementOfType(SseListenerAotProcessor.class);
	}

	private RuntimeHints contribute() {
		RuntimeHints hints = new RuntimeHints();
		GenerationContext context = mock(GenerationContext.class);
		given(context.getRuntimeHints()).willReturn(hints);
		BeanFactoryInitializationAotContribution contribution = new SseListenerAotProcessor()
			.processAheadOfTime(this.beanFactory);
		assertThat(contribution).isNotNull();
		contribution.applyTo(context, mock(BeanFactoryInitializationCode.class));
		return hints;
	}

	record Amount(int cents) {

	}

	record Price(Amount amount) {

	}

	static class Prices {

		@SseListener
		void on(List<Price> prices) {
		}

	}

}

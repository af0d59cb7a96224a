package dev.eventsource.client;

import java.lang.reflect.Method;
import java.util.Arrays;

import dev.eventsource.observation.SourceObservation;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class SourceObserversTests {

	@Test
	void everythingThatCanBeToldIsTold() {
		String[] news = Arrays.stream(SourceObservation.class.getMethods())
			.filter((method) -> method.getReturnType() == void.class)
			.map(Method::getName)
			.toArray(String[]::new);

		assertThat(SourceObservers.class.getDeclaredMethods()).extracting(Method::getName).contains(news);
	}

}

package dev.eventsource.observation;

import java.lang.reflect.Method;
import java.util.Arrays;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ChainedSourceObservationTests {

	@Test
	void everythingThatCanBeToldIsTold() {
		String[] news = Arrays.stream(SourceObservation.class.getMethods())
			.filter((method) -> method.getReturnType() == void.class)
			.map(Method::getName)
			.toArray(String[]::new);

		assertThat(ChainedSourceObservation.class.getDeclaredMethods()).extracting(Method::getName).contains(news);
	}

}

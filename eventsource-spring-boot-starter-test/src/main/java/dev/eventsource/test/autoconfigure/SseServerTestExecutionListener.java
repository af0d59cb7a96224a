package dev.eventsource.test.autoconfigure;

import java.time.Duration;

import org.springframework.test.context.TestContext;
import org.springframework.test.context.TestExecutionListener;

/**
 * Lets each test method begin with open streams and without what earlier ones did.
 */
final class SseServerTestExecutionListener implements TestExecutionListener {

	private static final Duration PATIENCE = Duration.ofSeconds(5);

	@Override
	public void beforeTestMethod(TestContext testContext) {
		if (testContext.hasApplicationContext()) {
			testContext.getApplicationContext()
				.getBeanProvider(SourceWitnesses.class)
				.ifAvailable((witnesses) -> witnesses.begin(PATIENCE));
		}
	}

}

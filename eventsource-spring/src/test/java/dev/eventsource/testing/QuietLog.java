package dev.eventsource.testing;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.slf4j.LoggerFactory;

/**
 * Turns our log off while a test class runs that makes everything go wrong.
 */
public final class QuietLog implements BeforeAllCallback, AfterAllCallback {

	private static final Logger LOGGER = (Logger) LoggerFactory.getLogger("dev.eventsource");

	private static final Level LEVEL = LOGGER.getEffectiveLevel();

	@Override
	public void beforeAll(ExtensionContext context) {
		LOGGER.setLevel(Level.OFF);
	}

	@Override
	public void afterAll(ExtensionContext context) {
		LOGGER.setLevel(LEVEL);
	}

}

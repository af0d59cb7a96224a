package dev.eventsource.samples.quickstart;

import dev.eventsource.SseListener;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.stereotype.Component;

/**
 * Logs a line for each change.
 */
@Component
class RecentChanges {

	private static final Logger logger = LoggerFactory.getLogger(RecentChanges.class);

	@SseListener(source = "wikimedia", condition = "!payload.canary")
	void onChange(RecentChange change) {
		logger.info(change.toLine());
	}

}

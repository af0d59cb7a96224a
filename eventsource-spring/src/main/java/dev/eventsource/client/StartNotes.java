package dev.eventsource.client;

import java.util.Collection;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * Says once what does not survive the process, so that nobody learns it from a loss.
 */
final class StartNotes {

	private static final Log logger = LogFactory.getLog("dev.eventsource.EventSource");

	private final AtomicBoolean said = new AtomicBoolean();

	private final boolean keepsDeadLetters;

	StartNotes(boolean keepsDeadLetters) {
		this.keepsDeadLetters = keepsDeadLetters;
	}

	void say(Collection<ManagedEventSource> starting) {
		if (starting.isEmpty() || !this.said.compareAndSet(false, true)) {
			return;
		}
		List<String> inMemory = starting.stream()
			.filter((source) -> source.facts().position().store().equals("memory"))
			.map(ManagedEventSource::name)
			.toList();
		if (!inMemory.isEmpty()) {
			logger.info("Positions are kept in memory (checkpoint.store): after a restart of the application "
					+ inMemory + " go on where their servers decide");
		}
		if (!this.keepsDeadLetters) {
			logger.info("There is no DeadLetterPublisher: of the events that fail for the last time, the newest 100"
					+ " of each source are kept, in memory");
		}
	}

}

package dev.eventsource.autoconfigure;

import org.jspecify.annotations.Nullable;

/**
 * What an operator asks for, as it came.
 *
 * @param source name of the source
 * @param action what to do with it
 * @param lastEventId where to go on, for a reset
 * @param deadLetterId which one to deliver again
 * @param operator who asks, for the log
 */
record SourceRequest(String source, @Nullable String action, @Nullable String lastEventId,
		@Nullable String deadLetterId, String operator) {

	/**
	 * Creates a request.
	 * @param operator may hold what it likes: a log line stays one line
	 */
	SourceRequest {
		operator = operator.replaceAll("[\\p{C}\\p{Zl}\\p{Zp}]", "?");
	}

}

package dev.eventsource.delivery;

import dev.eventsource.EventSourceException;
import org.jspecify.annotations.Nullable;

/**
 * Stands in a log for what code of the application threw: its class and where it came
 * from, without its text, which may hold what an event says. The text of our own
 * exceptions does not.
 */
public final class FailureTrace extends Exception {

	private static final long serialVersionUID = 1L;

	private static final int DEEPEST_CAUSE = 16;

	private FailureTrace(Throwable failure, @Nullable Throwable cause) {
		super(text(failure), cause, false, true);
		setStackTrace(failure.getStackTrace());
	}

	/**
	 * Returns what to log of a failure, with its causes.
	 * @param failure what was thrown
	 * @return its trace
	 */
	public static Throwable of(Throwable failure) {
		return of(failure, 0);
	}

	private static Throwable of(Throwable failure, int depth) {
		Throwable cause = failure.getCause();
		return new FailureTrace(failure, (cause != null && depth < DEEPEST_CAUSE) ? of(cause, depth + 1) : null);
	}

	/**
	 * Returns what fits into a line.
	 * @param failure what was thrown
	 * @return its class, and where it came from
	 */
	public static String line(Throwable failure) {
		StackTraceElement[] stack = failure.getStackTrace();
		return text(failure) + ((stack.length > 0) ? " at " + stack[0] : "");
	}

	private static String text(Throwable failure) {
		return (failure instanceof EventSourceException) ? failure.toString() : failure.getClass().getName();
	}

	@Override
	public String toString() {
		return String.valueOf(getMessage());
	}

}

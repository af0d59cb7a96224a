package dev.eventsource.test.autoconfigure;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * Finds out where listeners are that do not return.
 */
final class RunningListeners {

	private static final String DELIVERY = "dev.eventsource.delivery.";

	/** What calls listeners there. */
	private static final List<String> CALLERS = List.of("QuickRun", "CurrentEvent", "CurrentBatch", "BatchHandler",
			"TransactionalAttempt");

	private static final List<String> MACHINERY = List.of("java.", "jdk.", "sun.", "org.springframework.",
			"dev.eventsource.listener.");

	private static final int FRAMES = 3;

	private RunningListeners() {
	}

	/**
	 * Looks at all threads.
	 * @return a line for each that runs a listener
	 */
	static List<String> find() {
		List<String> lines = new ArrayList<>();
		for (Map.Entry<Thread, StackTraceElement[]> thread : Thread.getAllStackTraces().entrySet()) {
			String place = place(thread.getValue());
			if (!place.isEmpty()) {
				lines.add("thread " + thread.getKey().getName() + " is still in a listener: " + place);
			}
		}
		return lines;
	}

	private static String place(StackTraceElement[] stack) {
		List<StackTraceElement> above = Arrays.stream(stack)
			.takeWhile((frame) -> !frame.getClassName().startsWith(DELIVERY))
			.toList();
		return (above.size() < stack.length && calls(stack[above.size()])) ? String.join(" < ",
				above.stream()
					.filter((frame) -> MACHINERY.stream().noneMatch(frame.getClassName()::startsWith))
					.limit(FRAMES)
					.map(StackTraceElement::toString)
					.toList())
				: "";
	}

	private static boolean calls(StackTraceElement frame) {
		return CALLERS.stream().anyMatch((caller) -> frame.getClassName().equals(DELIVERY + caller));
	}

}

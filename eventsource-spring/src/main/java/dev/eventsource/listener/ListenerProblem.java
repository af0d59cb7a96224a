package dev.eventsource.listener;

/**
 * What is wrong with the listener that is being looked at. Never leaves this package:
 * becomes an {@link InvalidListenerException} that names the listener.
 */
final class ListenerProblem extends RuntimeException {

	private final String remedy;

	ListenerProblem(String problem, String remedy) {
		super(problem, null, false, false);
		this.remedy = remedy;
	}

	InvalidListenerException at(String listener) {
		return new InvalidListenerException(listener, String.valueOf(getMessage()), this.remedy);
	}

}

package dev.eventsource.listener;

/** Stub until the listeners land. */
public class InvalidListenerException extends RuntimeException {

	private final String listener;

	private final String problem;

	private final String remedy;

	public InvalidListenerException(String listener, String problem, String remedy) {
		super("Listener " + listener + " " + problem + ". " + remedy);
		this.listener = listener;
		this.problem = problem;
		this.remedy = remedy;
	}

	public String listener() {
		return this.listener;
	}

	public String problem() {
		return this.problem;
	}

	public String remedy() {
		return this.remedy;
	}

}

package dev.eventsource.listener;

/**
 * A method annotated with {@link dev.eventsource.SseListener @SseListener} can not be a
 * listener. Further listeners with problems are its suppressed exceptions.
 */
public final class InvalidListenerException extends RuntimeException {

	private final String listener;

	private final String problem;

	private final String remedy;

	/**
	 * Creates an exception.
	 * @param listener the method, such as {@code Prices.onTick(Price)}
	 * @param problem what is wrong with it, a clause such as "is private"
	 * @param remedy what to change, a sentence
	 */
	public InvalidListenerException(String listener, String problem, String remedy) {
		super("Listener " + listener + " " + problem + ". " + remedy);
		this.listener = listener;
		this.problem = problem;
		this.remedy = remedy;
	}

	/**
	 * Returns the method, or the class if its annotation is wrong.
	 * @return simple names, such as {@code Prices.onTick(Price)}
	 */
	public String listener() {
		return this.listener;
	}

	/**
	 * Returns what is wrong with it.
	 * @return a clause without subject
	 */
	public String problem() {
		return this.problem;
	}

	/**
	 * Returns what to change.
	 * @return a sentence
	 */
	public String remedy() {
		return this.remedy;
	}

}

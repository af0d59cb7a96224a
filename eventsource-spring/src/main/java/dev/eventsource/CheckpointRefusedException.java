package dev.eventsource;

import org.jspecify.annotations.Nullable;

/**
 * A checkpoint store is up but can not keep a position the way it is set up: another
 * process holds the file, or the table is missing. Trying again does not help by itself;
 * the message says what does.
 */
public final class CheckpointRefusedException extends EventSourceException {

	private final String key;

	private final String problem;

	private final String remedy;

	/**
	 * Creates an exception as a store does, which knows no sources; the client names the
	 * source by {@link #in(String)}.
	 * @param key the key of the position
	 * @param problem what is wrong and where, a clause about the position such as "is
	 * held by process 4711"
	 * @param remedy the ways out, one or more sentences
	 * @param cause the cause, if another exception is
	 */
	public CheckpointRefusedException(String key, String problem, String remedy, @Nullable Throwable cause) {
		super(key, "The position under '" + key + "' " + problem + ". " + remedy, cause);
		this.key = key;
		this.problem = problem;
		this.remedy = remedy;
	}

	private CheckpointRefusedException(String source, CheckpointRefusedException found) {
		super(source, "Event source '" + source + "': the position under '" + found.key + "' " + found.problem + ". "
				+ found.remedy, found);
		this.key = found.key;
		this.problem = found.problem;
		this.remedy = found.remedy;
	}

	/**
	 * Returns this for a source.
	 * @param source the name of the source whose position it is
	 * @return an exception that names it
	 */
	public CheckpointRefusedException in(String source) {
		return new CheckpointRefusedException(source, this);
	}

	/**
	 * Returns the key of the position.
	 * @return the key
	 */
	public String key() {
		return this.key;
	}

	/**
	 * Returns what is wrong.
	 * @return a clause about the position
	 */
	public String problem() {
		return this.problem;
	}

	/**
	 * Returns the ways out.
	 * @return sentences
	 */
	public String remedy() {
		return this.remedy;
	}

}

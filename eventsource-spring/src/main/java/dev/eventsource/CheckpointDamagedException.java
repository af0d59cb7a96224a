package dev.eventsource;

import org.jspecify.annotations.Nullable;

/**
 * There is a stored position that can not be used, or none where one is required. It was
 * left as it is: a stream is never begun anew in silence, for that would lose events.
 * <p>
 * Thrown by a checkpoint store for what is damaged or of a newer format, and for a
 * position of another URL when a source starts. The message says what is wrong, where,
 * and what the ways out are.
 */
public final class CheckpointDamagedException extends EventSourceException {

	private final String key;

	private final String problem;

	private final String remedy;

	/**
	 * Creates an exception as a store does, which knows no sources; the client names the
	 * source by {@link #in(String)}.
	 * @param key the key of the position
	 * @param problem what is wrong and where, a clause about the position such as "is
	 * damaged: the checksum of file '…' does not match"; holds no position
	 * @param remedy the ways out, one or more sentences
	 * @param cause the cause, if another exception is
	 */
	public CheckpointDamagedException(String key, String problem, String remedy, @Nullable Throwable cause) {
		super(key, "The position stored under '" + key + "' " + problem + ". " + remedy, cause);
		this.key = key;
		this.problem = problem;
		this.remedy = remedy;
	}

	private CheckpointDamagedException(String source, CheckpointDamagedException found) {
		super(source, "Event source '" + source + "': the position stored under '" + found.key + "' " + found.problem
				+ ". " + found.remedy, found);
		this.key = found.key;
		this.problem = found.problem;
		this.remedy = found.remedy;
	}

	/**
	 * Returns this for a source.
	 * @param source the name of the source whose position it is
	 * @return an exception that names it
	 */
	public CheckpointDamagedException in(String source) {
		return new CheckpointDamagedException(source, this);
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

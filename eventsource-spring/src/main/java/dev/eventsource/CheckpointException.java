package dev.eventsource;

import org.jspecify.annotations.Nullable;

/**
 * A position can not be used or kept, and trying again does not help. The message says
 * what is wrong, where, and what the ways out are.
 */
public abstract sealed class CheckpointException extends EventSourceException
		permits CheckpointDamagedException, CheckpointRefusedException {

	private final String key;

	private final String problem;

	private final String remedy;

	CheckpointException(String key, String problem, String remedy, @Nullable Throwable cause) {
		super(key, "The position under '" + key + "' " + problem + ". " + remedy, cause);
		this.key = key;
		this.problem = problem;
		this.remedy = remedy;
	}

	CheckpointException(String source, CheckpointException found) {
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
	public abstract CheckpointException in(String source);

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

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
public final class CheckpointDamagedException extends CheckpointException {

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
		super(key, problem, remedy, cause);
	}

	private CheckpointDamagedException(String source, CheckpointDamagedException found) {
		super(source, found);
	}

	@Override
	public CheckpointDamagedException in(String source) {
		return new CheckpointDamagedException(source, this);
	}

}

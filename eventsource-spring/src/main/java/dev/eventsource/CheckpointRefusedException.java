package dev.eventsource;

import org.jspecify.annotations.Nullable;

/**
 * A checkpoint store is up but can not keep a position the way it is set up: another
 * process holds the file, or the table is missing. Trying again does not help by itself;
 * the message says what does.
 */
public final class CheckpointRefusedException extends CheckpointException {

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
		super(key, problem, remedy, cause);
	}

	private CheckpointRefusedException(String source, CheckpointRefusedException found) {
		super(source, found);
	}

	@Override
	public CheckpointRefusedException in(String source) {
		return new CheckpointRefusedException(source, this);
	}

}

package dev.eventsource.delivery;

import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * A handler that takes every type, may leave by itself and hears of the source's end.
 */
interface EventSubscriber extends EventHandler {

	/**
	 * The source brings no more events. Called at most once, from any thread.
	 * @param failure why the source gave up, or {@code null} if it was closed
	 */
	void end(@Nullable Throwable failure);

	/**
	 * The subscriber has gone: gives back an event it was offered and has not handled.
	 */
	void leave();

	/**
	 * Returns whether the subscriber went before it was quite there.
	 * @return whether {@link #leave()} was called
	 */
	boolean hasLeft();

	/**
	 * Returns whether the calling thread has taken an event that is not handled yet.
	 * @return whether it has
	 */
	default boolean isConsuming() {
		return false;
	}

	@Override
	default boolean completesLater() {
		return true;
	}

	@Override
	default Set<String> types() {
		return Set.of();
	}

}

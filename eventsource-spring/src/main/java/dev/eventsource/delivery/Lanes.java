package dev.eventsource.delivery;

import java.util.concurrent.RejectedExecutionException;

import dev.eventsource.delivery.Lifecycle.Mode;
import org.jspecify.annotations.Nullable;

/**
 * Where events that have begun are brought to their end: one after another, or several at
 * a time. Owned by the dispatcher, which is told of each event that is over; what is said
 * to be for any thread is.
 */
interface Lanes {

	/**
	 * A turn of the dispatcher begins.
	 */
	void beginTurn();

	/**
	 * Returns the clock as it was last read.
	 * @return the time
	 */
	long now();

	/**
	 * Goes a step on with events that have begun.
	 * @param mode whether events may be dispatched
	 * @return whether there is more to do now
	 */
	boolean advance(Mode mode);

	/**
	 * Returns whether another event may begin.
	 * @return whether one may
	 */
	boolean hasRoom();

	/**
	 * Begins with an event.
	 * @param event the next one of the stream
	 */
	void begin(CurrentEvent event);

	/**
	 * No other event can begin now: what was gathered for a batch need not wait for more.
	 * @param mayCome whether one may come later
	 * @return whether there is more to do now
	 */
	boolean release(boolean mayCome);

	/**
	 * Returns whether every event that has begun is over, but for those that wait for
	 * another attempt while others go on.
	 * @return whether something else may be told to the application
	 */
	boolean isQuiet();

	/**
	 * Returns whether no event has begun that is not over.
	 * @return whether the end of the source may be told
	 */
	boolean isEmpty();

	/**
	 * Something went wrong that should not.
	 * @param failure what
	 */
	void broken(Throwable failure);

	/**
	 * Something has changed for all: has running lanes look again. For any thread, as is
	 * all that follows.
	 */
	void wake();

	/**
	 * Ends calls that take too long, and asks executors again that refused a task.
	 * @param now the time
	 */
	void tick(long now);

	/** Interrupts all running calls. */
	void interrupt();

	/**
	 * Returns who takes longer than is right.
	 * @param now the time
	 * @return a name, or {@code null}
	 */
	@Nullable String stuck(long now);

	/**
	 * Returns whether the calling thread is in a call of a handler.
	 * @return whether it is, outside of the dispatcher's own turn
	 */
	boolean isInside();

	/**
	 * Is told what becomes of events and lanes.
	 */
	interface Outcome extends EventLane.Reports {

		/**
		 * The executor takes no more tasks.
		 * @param cause what it said
		 * @return whether to run on the calling thread all the same
		 */
		boolean rejected(RejectedExecutionException cause);

	}

}

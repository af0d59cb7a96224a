package dev.eventsource.delivery;

import java.util.ArrayDeque;
import java.util.Deque;

import org.jspecify.annotations.Nullable;

/**
 * Finds the end of the contiguous handled prefix: progress goes by the order of entries,
 * never by comparing ids. Owned by the dispatcher.
 */
final class Acknowledger {

	private final Committer committer;

	private final @Nullable Deduplication known;

	/** Entries that are not over, or wait for those before them. */
	private final Deque<Place> places = new ArrayDeque<>(0);

	/** Events among them that handlers have not done with. */
	private int unfinished;

	private volatile int unacknowledged;

	/**
	 * Creates an acknowledger.
	 * @param committer is told of moves
	 * @param known is told of events that count as handled, {@code null} if nobody is
	 */
	Acknowledger(Committer committer, @Nullable Deduplication known) {
		this.committer = committer;
		this.known = known;
	}

	/**
	 * An entry without an event is done with, and all entries before it have a place here
	 * or are over.
	 * @param lastEventId the id in force behind it
	 * @param now the time
	 */
	void passed(String lastEventId, long now) {
		if (this.places.isEmpty()) {
			this.committer.moved(lastEventId, now);
			return;
		}
		this.places.addLast(new Place(lastEventId, null));
		count();
	}

	/**
	 * Keeps the place of an event while those behind it go on.
	 * @param event the next one of the stream
	 */
	void keepPlace(CurrentEvent event) {
		event.keepPlace();
		this.places.addLast(new Place(event.event().lastEventId(), event));
		this.unfinished++;
	}

	/**
	 * All handlers are done with an event.
	 * @param event the event
	 * @param now the time
	 */
	void finished(CurrentEvent event, long now) {
		boolean handled = event.finish();
		if (handled && this.known != null) {
			this.known.handled(event);
		}
		if (event.hasPlace()) {
			this.unfinished--;
			count();
			settle(now);
		}
		else if (handled && this.places.isEmpty()) {
			this.committer.moved(event.event().lastEventId(), now);
		}
		else {
			this.places.addLast(new Place(event.event().lastEventId(), event));
			count();
		}
	}

	/**
	 * Takes in the acknowledgements that have come.
	 * @param now the time
	 */
	void settle(long now) {
		Place head = this.places.peekFirst();
		if (head == null || !head.isOver()) {
			return;
		}
		while (head != null && head.isOver()) {
			this.places.removeFirst();
			if (head.event() != null && this.known != null) {
				this.known.handled(head.event());
			}
			this.committer.moved(head.lastEventId(), now);
			head = this.places.peekFirst();
		}
		count();
	}

	private void count() {
		this.unacknowledged = this.places.size() - this.unfinished;
	}

	void clear() {
		this.places.clear();
		this.unfinished = 0;
		this.unacknowledged = 0;
	}

	/**
	 * Returns how many entries have been begun behind the end of the prefix.
	 * @return the count
	 */
	int ahead() {
		return this.places.size();
	}

	/**
	 * Returns how many entries are done with, but wait for an acknowledgement, their own
	 * or one before, or for an event before them.
	 * @return the count, from any thread
	 */
	int unacknowledged() {
		return this.unacknowledged;
	}

	private record Place(String lastEventId, @Nullable CurrentEvent event) {

		boolean isOver() {
			return this.event == null || this.event.isHandled();
		}

	}

}

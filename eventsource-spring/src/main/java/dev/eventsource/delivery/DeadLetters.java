package dev.eventsource.delivery;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

import dev.eventsource.DeadLetter;
import dev.eventsource.DeadLetterStore;
import dev.eventsource.FailedEvent;
import dev.eventsource.Timer;

/**
 * The last dead letters of a source, kept in memory. Safe for any thread.
 */
final class DeadLetters implements DeadLetterStore {

	/** How many are kept. */
	static final int CAPACITY = 100;

	private static final int LONGEST_MESSAGE = 1000;

	private final Deque<Kept> letters = new ArrayDeque<>();

	private final Timer timer;

	private long added;

	/**
	 * Creates a store without dead letters.
	 * @param timer tells the time
	 */
	DeadLetters(Timer timer) {
		this.timer = timer;
	}

	/**
	 * Adds a dead letter, in place of the oldest one when there are too many.
	 * @param deadLetter the event and why it failed
	 */
	@Override
	public synchronized void publish(FailedEvent deadLetter) {
		if (this.letters.size() == CAPACITY) {
			this.letters.removeFirst();
		}
		this.added++;
		this.letters.addLast(new Kept(deadLetter,
				new DeadLetter(Long.toString(this.added), deadLetter.event(), deadLetter.listener(),
						deadLetter.attempts(), deadLetter.cause().getClass().getName(), message(deadLetter.cause()),
						this.timer.instant())));
	}

	/**
	 * Returns what an exception says, without control characters and shortened.
	 */
	static String message(Throwable cause) {
		String text = Objects.requireNonNullElse(cause.getMessage(), "").replaceAll("\\p{Cntrl}", " ");
		return (text.length() <= LONGEST_MESSAGE) ? text : text.substring(0, LONGEST_MESSAGE);
	}

	/**
	 * Returns what is kept.
	 * @return a snapshot, the oldest first
	 */
	synchronized List<FailedEvent> list() {
		return this.letters.stream().map(Kept::failed).toList();
	}

	@Override
	public synchronized List<DeadLetter> list(String source, int most) {
		return this.letters.stream()
			.map(Kept::letter)
			.filter((letter) -> letter.event().source().equals(source))
			.limit(most)
			.toList();
	}

	@Override
	public Optional<DeadLetter> find(String source, String id) {
		return list(source, CAPACITY).stream().filter((letter) -> letter.id().equals(id)).findFirst();
	}

	@Override
	public synchronized boolean remove(String source, String id) {
		return this.letters
			.removeIf((kept) -> kept.letter().id().equals(id) && kept.letter().event().source().equals(source));
	}

	private record Kept(FailedEvent failed, DeadLetter letter) {
	}

}

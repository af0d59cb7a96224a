package dev.eventsource.connection;

import java.util.function.Predicate;

import dev.eventsource.Timer;
import org.jspecify.annotations.Nullable;

/**
 * Knows when a finite stream has said all, and what its server said instead.
 */
final class Finish {

	private static final byte[] NOTHING = {};

	private final EndMark mark;

	private final Predicate<ResponseHead> refuses;

	private final Inbox inbox;

	private final Timer timer;

	private volatile byte[] refusal = NOTHING;

	private Finish(EndMark mark, Predicate<ResponseHead> refuses, Inbox inbox, Timer timer) {
		this.mark = mark;
		this.refuses = refuses;
		this.inbox = inbox;
		this.timer = timer;
	}

	static @Nullable Finish of(ConnectionSettings settings, Inbox inbox, Timer timer) {
		EndMark mark = settings.endMark();
		return (mark != null) ? new Finish(mark, settings.rules()::isRefusal, inbox, timer) : null;
	}

	/**
	 * Returns what listens to an exchange besides.
	 * @param signals told of everything
	 * @param line whose exchange it is
	 * @return tells of a refusal when its body has been read
	 */
	ExchangeListener listener(ExchangeListener signals, Line line) {
		return new RefusalReader(signals, this.refuses,
				new RefusalReader.Reading(line, this.inbox.turns(), this.timer, (said) -> this.refusal = said));
	}

	/**
	 * Returns what takes events up to the last one.
	 * @param receiver takes them
	 * @param line whose events they are
	 * @return the receiver
	 */
	EventReceiver receiver(EventReceiver receiver, Line line) {
		return (this.mark.ending() == Ending.AT_END) ? receiver
				: new EndingReceiver(receiver, this.mark, () -> this.inbox.send(new Signal.Completed(line.epoch())));
	}

	/**
	 * Returns what it means that the body has ended in order.
	 * @param line whose body it is
	 * @return that all was said, or was not
	 */
	Signal atEnd(Line line) {
		return (this.mark.ending() == Ending.AT_END) ? new Signal.Completed(line.epoch())
				: new Signal.Lost(line.epoch(), Failure.of("incomplete"), false);
	}

	/**
	 * Returns what the server said when it refused. For any thread.
	 * @return the beginning of the body
	 */
	byte[] refusal() {
		return this.refusal;
	}

}

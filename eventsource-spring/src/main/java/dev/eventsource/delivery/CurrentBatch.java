package dev.eventsource.delivery;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;

import dev.eventsource.Acknowledgment;
import dev.eventsource.BatchListenerFailedException;
import dev.eventsource.MessageEvent;
import org.jspecify.annotations.Nullable;

/**
 * Events that one handler is called with at a time. Over when each of them has moved on
 * or is on its own; those that are neither are to be called again in another batch.
 */
final class CurrentBatch extends Attempt {

	private static final int DEEPEST_CAUSE = 16;

	private final HandlerSlot slot;

	private final List<CurrentEvent> events;

	/** What the handler was given in the last call, and what it was to be spared. */
	private final List<CurrentEvent> called = new ArrayList<>();

	private final List<CurrentEvent> leftOut = new ArrayList<>();

	/** Where the elements of the last call ended, for it could not be made. */
	private @Nullable CurrentEvent wrong;

	private @Nullable CurrentEvent failed;

	private boolean over;

	CurrentBatch(HandlerSlot slot, List<CurrentEvent> events) {
		this.slot = slot;
		this.events = events;
	}

	@Override
	MessageEvent event() {
		return this.events.get(0).event();
	}

	@Override
	HandlerSlot slot() {
		return this.slot;
	}

	List<CurrentEvent> events() {
		return this.events;
	}

	boolean isOver() {
		return this.over;
	}

	@Override
	@Nullable CompletionStage<?> call(EventHandler handler) throws Exception {
		countCall();
		this.called.clear();
		this.leftOut.clear();
		this.wrong = null;
		this.failed = null;
		List<Object> elements = elements((BatchHandler) handler);
		if (elements.isEmpty()) {
			return EventHandler.EMPTY;
		}
		List<Acknowledgment> acknowledgments = this.called.stream().map(CurrentEvent::acknowledgment).toList();
		return ((BatchHandler) handler).handle(elements, () -> acknowledgments.forEach(Acknowledgment::acknowledge));
	}

	/**
	 * Asks for the elements up to the first event that is wrong: that one fails alone,
	 * after those before it.
	 */
	private List<Object> elements(BatchHandler handler) {
		List<Object> elements = new ArrayList<>(this.events.size());
		for (CurrentEvent event : this.events) {
			try {
				add(event, handler.element(event.event()), elements);
			}
			catch (Exception | LinkageError | AssertionError ex) {
				wrong(event, ex);
				return elements;
			}
		}
		return elements;
	}

	private void wrong(CurrentEvent event, Throwable failure) {
		if (this.called.isEmpty() && this.leftOut.isEmpty()) {
			this.called.add(event);
			throw new BatchListenerFailedException(0, failure);
		}
		this.wrong = event;
	}

	private void add(CurrentEvent event, @Nullable Object element, List<Object> elements) {
		if (element == null) {
			this.leftOut.add(event);
			return;
		}
		this.called.add(event);
		elements.add(element);
	}

	@Override
	void next() {
		this.over = true;
		this.leftOut.forEach(CurrentEvent::nextWithout);
		this.called.forEach(CurrentEvent::next);
		if (this.wrong != null) {
			this.wrong.isolate();
		}
	}

	@Override
	Throwable diagnose(Throwable thrown) {
		BatchListenerFailedException named = named(thrown);
		if (named == null || named.index() >= this.called.size()) {
			return thrown;
		}
		this.failed = this.called.get(named.index());
		return (named.getCause() != null) ? named.getCause() : named;
	}

	/**
	 * Splits the batch if one event is to blame: those before it are handled, and it goes
	 * on alone.
	 */
	@Override
	Attempt culprit() {
		CurrentEvent event = this.failed;
		if (event == null) {
			return this;
		}
		this.over = true;
		int place = this.events.indexOf(event);
		this.events.subList(0, place).forEach(CurrentEvent::nextWithout);
		event.isolate();
		event.countCall();
		return event;
	}

	/**
	 * The handler is not called with this batch again: every event of it has failed.
	 * @param failure why
	 */
	void giveUp(Throwable failure) {
		this.over = true;
		this.leftOut.forEach(CurrentEvent::nextWithout);
		for (CurrentEvent event : this.called) {
			event.isolate();
			event.takeCalls(calls());
			event.giveUp(failure);
		}
	}

	/**
	 * Finds the exception that names an event.
	 * @param thrown what a handler threw
	 * @return the exception, or {@code null} if there is none
	 */
	static @Nullable BatchListenerFailedException named(Throwable thrown) {
		Throwable cause = thrown;
		for (int depth = 0; cause != null && depth < DEEPEST_CAUSE; depth++) {
			if (cause instanceof BatchListenerFailedException named) {
				return named;
			}
			cause = cause.getCause();
		}
		return null;
	}

}

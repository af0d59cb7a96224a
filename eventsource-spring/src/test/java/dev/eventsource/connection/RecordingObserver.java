package dev.eventsource.connection;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import dev.eventsource.EventSourceClosedEvent;
import dev.eventsource.EventSourceErrorEvent;
import dev.eventsource.EventSourceGapEvent;
import dev.eventsource.EventSourceOpenedEvent;
import dev.eventsource.EventSourceState;

/**
 * Writes down what a connection tells.
 */
final class RecordingObserver implements ConnectionObserver {

	final List<String> states = new CopyOnWriteArrayList<>();

	final List<String> outcomes = new CopyOnWriteArrayList<>();

	final List<EventSourceOpenedEvent> opened = new CopyOnWriteArrayList<>();

	final List<EventSourceErrorEvent> lost = new CopyOnWriteArrayList<>();

	final List<Boolean> rotations = new CopyOnWriteArrayList<>();

	final List<EventSourceClosedEvent> closed = new CopyOnWriteArrayList<>();

	final List<EventSourceGapEvent> gaps = new CopyOnWriteArrayList<>();

	final List<Duration> ages = new CopyOnWriteArrayList<>();

	volatile long bytes;

	volatile Runnable onOpened = () -> {
	};

	List<String> lostReasons() {
		return this.lost.stream().map(EventSourceErrorEvent::reason).toList();
	}

	@Override
	public void stateChanged(EventSourceState state) {
		this.states.add(state.kind() + "(" + state.reason() + ")");
	}

	@Override
	public void attempted(String outcome) {
		this.outcomes.add(outcome);
	}

	@Override
	public void opened(EventSourceOpenedEvent event) {
		this.opened.add(event);
		this.onOpened.run();
	}

	@Override
	public void lost(EventSourceErrorEvent event, boolean rotation) {
		this.lost.add(event);
		this.rotations.add(rotation);
	}

	@Override
	public void closed(EventSourceClosedEvent event) {
		this.closed.add(event);
	}

	@Override
	public void gap(EventSourceGapEvent event) {
		this.gaps.add(event);
	}

	@Override
	public void received(int count) {
		this.bytes += count;
	}

	@Override
	public void released(Duration age) {
		this.ages.add(age);
	}

}

package dev.eventsource.connection;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

import dev.eventsource.MessageEvent;
import dev.eventsource.parser.SkipReason;

/**
 * Writes down what a connection brings.
 */
final class RecordingReceiver implements EventReceiver {

	final List<MessageEvent> events = new CopyOnWriteArrayList<>();

	final List<String> positions = new CopyOnWriteArrayList<>();

	final List<SkipReason> skipped = new CopyOnWriteArrayList<>();

	private volatile String origin = "";

	volatile boolean room = true;

	volatile int flushes;

	volatile Consumer<MessageEvent> onEvent = (event) -> {
	};

	List<String> data() {
		return this.events.stream().map(MessageEvent::data).toList();
	}

	@Override
	public void begin(String origin) {
		this.origin = origin;
	}

	@Override
	public void event(String type, String lastEventId, byte[] bytes, int offset, int length) {
		MessageEvent event = MessageEvent.of("test", this.origin, type,
				Arrays.copyOfRange(bytes, offset, offset + length), lastEventId);
		this.events.add(event);
		this.onEvent.accept(event);
	}

	@Override
	public void position(String lastEventId) {
		this.positions.add(lastEventId);
	}

	@Override
	public void skipped(SkipReason reason, String lastEventId) {
		this.skipped.add(reason);
	}

	@Override
	public void flush() {
		this.flushes++;
	}

	@Override
	public boolean hasRoom() {
		return this.room;
	}

}

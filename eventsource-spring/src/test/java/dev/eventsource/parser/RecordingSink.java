package dev.eventsource.parser;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import dev.eventsource.MessageEvent;

/**
 * Keeps what a parser finds: a {@link MessageEvent} for an event, a text for the rest.
 */
class RecordingSink implements EventSink {

	private final List<Object> signals = new ArrayList<>();

	@Override
	public void event(String type, String lastEventId, byte[] bytes, int offset, int length) {
		byte[] data = Arrays.copyOfRange(bytes, offset, offset + length);
		this.signals.add(MessageEvent.of("test", "https://example.com", type, data, lastEventId));
	}

	@Override
	public void position(String lastEventId) {
		this.signals.add("position " + quote(lastEventId));
	}

	@Override
	public void retry(long millis) {
		this.signals.add("retry " + millis);
	}

	@Override
	public void skipped(SkipReason reason, String lastEventId) {
		this.signals.add("skipped " + reason.reason() + " id " + quote(lastEventId));
	}

	List<Object> signals() {
		return this.signals;
	}

	List<MessageEvent> events() {
		return this.signals.stream().filter(MessageEvent.class::isInstance).map(MessageEvent.class::cast).toList();
	}

	/** As in the {@code .expected} files. */
	List<String> lines() {
		return this.signals.stream().map(RecordingSink::line).toList();
	}

	private static String line(Object signal) {
		if (signal instanceof MessageEvent event) {
			return "event " + quote(event.type()) + " id " + quote(event.lastEventId()) + " data "
					+ quote(event.data());
		}
		return signal.toString();
	}

	private static String quote(String text) {
		StringBuilder quoted = new StringBuilder("\"");
		for (char character : text.toCharArray()) {
			quoted.append(escape(character));
		}
		return quoted.append('"').toString();
	}

	private static String escape(char character) {
		if (character == '\n') {
			return "\\n";
		}
		if (character == '"' || character == '\\') {
			return "\\" + character;
		}
		boolean plain = character >= ' ' && character <= '~';
		return plain ? String.valueOf(character) : "\\u%04X".formatted((int) character);
	}

}

package dev.eventsource.parser;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import dev.eventsource.testing.ReferenceUtf8;

/**
 * A slow, obvious parser of whole streams, written from the standard alone: bytes are
 * looked at as Latin-1 text, a character each.
 */
final class ReferenceParser {

	private static final String BYTE_ORDER_MARK = "\u00EF\u00BB\u00BF";

	private final ParserLimits limits;

	private final EventSink sink;

	private final List<String> data = new ArrayList<>();

	private String type = "";

	private String idBuffer = "";

	private String lastEventId = "";

	private boolean midEvent;

	ReferenceParser(ParserLimits limits, EventSink sink) {
		this.limits = limits;
		this.sink = sink;
	}

	void parse(byte[] stream) {
		String text = new String(stream, StandardCharsets.ISO_8859_1);
		if (text.startsWith(BYTE_ORDER_MARK)) {
			text = text.substring(BYTE_ORDER_MARK.length());
		}
		String[] lines = text.split("\r\n|\r|\n", -1);
		for (int i = 0; i < lines.length - 1; i++) {
			line(lines[i]);
		}
		this.midEvent |= !lines[lines.length - 1].isEmpty();
	}

	private void line(String line) {
		if (line.isEmpty()) {
			dispatch();
			return;
		}
		int colon = line.indexOf(':');
		if (colon < 0) {
			field(line, "");
		}
		else if (colon > 0) {
			String value = line.substring(colon + 1);
			field(line.substring(0, colon), value.startsWith(" ") ? value.substring(1) : value);
		}
	}

	private void field(String name, String value) {
		this.midEvent |= List.of("event", "data", "id").contains(name);
		if (name.equals("event")) {
			this.type = value;
		}
		if (name.equals("data")) {
			this.data.add(value);
		}
		if (name.equals("id") && !value.contains("\0") && within(this.limits.idSize(), value)) {
			this.idBuffer = decode(value);
		}
		if (name.equals("retry") && value.matches("[0-9]+") && within(this.limits.eventSize(), value)) {
			this.sink.retry(new BigInteger(value).min(BigInteger.valueOf(Long.MAX_VALUE)).longValue());
		}
	}

	private void dispatch() {
		boolean changed = !this.lastEventId.equals(this.idBuffer);
		this.lastEventId = this.idBuffer;
		if (!this.data.isEmpty()) {
			event(String.join("\n", this.data));
		}
		else if (changed) {
			this.sink.position(this.lastEventId);
		}
		this.data.clear();
		this.type = "";
		this.midEvent = false;
	}

	private void event(String joined) {
		if (!within(this.limits.eventSize(), joined)) {
			this.sink.skipped(SkipReason.TOO_LARGE, this.lastEventId);
		}
		else if (this.type.length() > 256) {
			this.sink.skipped(SkipReason.TYPE_TOO_LONG, this.lastEventId);
		}
		else {
			byte[] data = joined.getBytes(StandardCharsets.ISO_8859_1);
			this.sink.event(this.type.isEmpty() ? "message" : decode(this.type), this.lastEventId, data, 0,
					data.length);
		}
	}

	private static boolean within(long limit, String value) {
		return limit == 0 || value.length() <= limit;
	}

	private static String decode(String value) {
		return ReferenceUtf8.decode(value.getBytes(StandardCharsets.ISO_8859_1));
	}

	String lastEventId() {
		return this.lastEventId;
	}

	boolean midEvent() {
		return this.midEvent;
	}

}

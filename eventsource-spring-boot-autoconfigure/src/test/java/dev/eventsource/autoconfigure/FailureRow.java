package dev.eventsource.autoconfigure;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.eventsource.EventSourceState.Kind;
import dev.eventsource.test.SseResponse;
import org.jspecify.annotations.Nullable;

/**
 * A row of the failure table: what goes wrong, and what is to be seen of it.
 */
final class FailureRow {

	private final String id;

	private final Map<String, Object> settings = new LinkedHashMap<>();

	private final List<Meter> meters = new ArrayList<>();

	private final List<String> log = new ArrayList<>();

	private @Nullable SseResponse answer;

	private Kind state = Kind.OPEN;

	private String reason = "open";

	private String status = "UP";

	private String detail = "\"url\"";

	private FailureRow(String id) {
		this.id = id;
	}

	static FailureRow of(String id) {
		return new FailureRow(id);
	}

	FailureRow answered(SseResponse answer) {
		this.answer = answer;
		return this;
	}

	FailureRow with(String setting, Object value) {
		this.settings.put(setting, value);
		return this;
	}

	/** The source waits, for long enough to be sick. */
	FailureRow waits(String reason) {
		this.state = Kind.WAITING;
		this.reason = reason;
		return health("DOWN", "no connection for").meter("eventsource_reconnects_total", "reason=\"" + reason + "\"")
			.meter("eventsource_connection_state", "source", Kind.WAITING.code());
	}

	/** The same, and its first attempt has failed. */
	FailureRow lost(String reason) {
		return waits(reason).logs("WARN " + this.id + " lost (" + reason + "), again in ");
	}

	/** The source has given up. */
	FailureRow fails(String reason) {
		this.state = Kind.FAILED;
		this.reason = reason;
		return health("DOWN", "given up: " + reason).meter("eventsource_connection_state", "source", Kind.FAILED.code())
			.logs("ERROR " + this.id + " failed for good (" + reason + "): ");
	}

	/** The source has ended as it should. */
	FailureRow ends(String reason) {
		this.state = Kind.CLOSED;
		this.reason = reason;
		return health("UNKNOWN", "\"reason\":\"" + reason + "\"")
			.meter("eventsource_connection_state", "source", Kind.CLOSED.code())
			.logs("INFO " + this.id + " closed (" + reason + ")");
	}

	/** The stream stays, and so many events have come. */
	FailureRow stays(int events) {
		return meter("eventsource_events_total", "type=\"message\"", events).logs("INFO " + this.id + " open");
	}

	FailureRow health(String status, String detail) {
		this.status = status;
		this.detail = detail;
		return this;
	}

	FailureRow meter(String sample, String label) {
		return meter(sample, label, 1);
	}

	FailureRow meter(String sample, String label, double least) {
		this.meters.add(new Meter(sample, label, least));
		return this;
	}

	FailureRow logs(String line) {
		this.log.add(line);
		return this;
	}

	String id() {
		return this.id;
	}

	Map<String, Object> settings() {
		return this.settings;
	}

	@Nullable SseResponse answer() {
		return this.answer;
	}

	Kind state() {
		return this.state;
	}

	String reason() {
		return this.reason;
	}

	String status() {
		return this.status;
	}

	String detail() {
		return this.detail;
	}

	List<Meter> meters() {
		return this.meters;
	}

	List<String> log() {
		return this.log;
	}

	@Override
	public String toString() {
		return this.id;
	}

	record Meter(String sample, String label, double least) {
	}

}

package dev.eventsource;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

import org.springframework.util.unit.DataSize;

/**
 * Builds {@link EventSourceSpec settings} in code. Each method is named after the
 * property it stands for.
 */
public final class EventSourceSpecBuilder extends SecuritySpecBuilder {

	private final Map<String, Object> values = new LinkedHashMap<>();

	EventSourceSpecBuilder() {
	}

	@Override
	EventSourceSpecBuilder set(String path, Object value) {
		this.values.put(path, value);
		return this;
	}

	/**
	 * Adds a request header, such as {@code Authorization}.
	 * @param name its name
	 * @param value its value; never shown
	 * @return this
	 */
	public EventSourceSpecBuilder header(String name, String value) {
		return put("headers", name, value);
	}

	/**
	 * Adds a query parameter.
	 * @param name its name
	 * @param value its value, not encoded
	 * @return this
	 */
	public EventSourceSpecBuilder query(String name, String value) {
		return put("query", name, value);
	}

	@SuppressWarnings("unchecked")
	private EventSourceSpecBuilder put(String path, String key, String value) {
		((Map<String, String>) this.values.computeIfAbsent(path, (unset) -> new LinkedHashMap<>())).put(key, value);
		return this;
	}

	/**
	 * Sets {@code auth.bearer}.
	 * @param value the value
	 * @return this
	 */
	public EventSourceSpecBuilder bearer(String value) {
		return set("auth.bearer", value);
	}

	/**
	 * Sets {@code enabled}.
	 * @param value the value
	 * @return this
	 */
	public EventSourceSpecBuilder enabled(boolean value) {
		return set("enabled", value);
	}

	/**
	 * Sets {@code auto-startup}.
	 * @param value the value
	 * @return this
	 */
	public EventSourceSpecBuilder autoStartup(boolean value) {
		return set("autoStartup", value);
	}

	/**
	 * Sets {@code idle-timeout}.
	 * @param value the value
	 * @return this
	 */
	public EventSourceSpecBuilder idleTimeout(Duration value) {
		return set("idleTimeout", value);
	}

	/**
	 * Sets {@code connect-timeout}.
	 * @param value the value
	 * @return this
	 */
	public EventSourceSpecBuilder connectTimeout(Duration value) {
		return set("connectTimeout", value);
	}

	/**
	 * Sets {@code response-timeout}.
	 * @param value the value
	 * @return this
	 */
	public EventSourceSpecBuilder responseTimeout(Duration value) {
		return set("responseTimeout", value);
	}

	/**
	 * Sets {@code max-connection-age}.
	 * @param value the value
	 * @return this
	 */
	public EventSourceSpecBuilder maxConnectionAge(Duration value) {
		return set("maxConnectionAge", value);
	}

	/**
	 * Sets {@code with-credentials}.
	 * @param value the value
	 * @return this
	 */
	public EventSourceSpecBuilder withCredentials(boolean value) {
		return set("withCredentials", value);
	}

	/**
	 * Sets {@code status-policy}.
	 * @param value the value
	 * @return this
	 */
	public EventSourceSpecBuilder statusPolicy(EventSourceSpec.StatusPolicy value) {
		return set("statusPolicy", value);
	}

	/**
	 * Sets {@code last-event-id.initial}.
	 * @param value the value
	 * @return this
	 */
	public EventSourceSpecBuilder lastEventId(String value) {
		return set("lastEventId.initial", value);
	}

	/**
	 * Sets {@code last-event-id.query-parameter}.
	 * @param value the value
	 * @return this
	 */
	public EventSourceSpecBuilder lastEventIdQueryParameter(String value) {
		return set("lastEventId.queryParameter", value);
	}

	/**
	 * Sets {@code last-event-id.send}.
	 * @param value the value
	 * @return this
	 */
	public EventSourceSpecBuilder sendLastEventId(boolean value) {
		return set("lastEventId.send", value);
	}

	/**
	 * Sets {@code reconnect.delay}.
	 * @param value the value
	 * @return this
	 */
	public EventSourceSpecBuilder reconnectDelay(Duration value) {
		return set("reconnect.delay", value);
	}

	/**
	 * Sets {@code reconnect.min-delay}.
	 * @param value the value
	 * @return this
	 */
	public EventSourceSpecBuilder reconnectMinDelay(Duration value) {
		return set("reconnect.minDelay", value);
	}

	/**
	 * Sets {@code reconnect.max-delay}.
	 * @param value the value
	 * @return this
	 */
	public EventSourceSpecBuilder reconnectMaxDelay(Duration value) {
		return set("reconnect.maxDelay", value);
	}

	/**
	 * Sets {@code reconnect.multiplier}.
	 * @param value the value
	 * @return this
	 */
	public EventSourceSpecBuilder reconnectMultiplier(double value) {
		return set("reconnect.multiplier", value);
	}

	/**
	 * Sets {@code reconnect.jitter}.
	 * @param value the value
	 * @return this
	 */
	public EventSourceSpecBuilder reconnectJitter(double value) {
		return set("reconnect.jitter", value);
	}

	/**
	 * Sets {@code reconnect.max-server-delay}.
	 * @param value the value
	 * @return this
	 */
	public EventSourceSpecBuilder reconnectMaxServerDelay(Duration value) {
		return set("reconnect.maxServerDelay", value);
	}

	/**
	 * Sets {@code reconnect.reset-after}.
	 * @param value the value
	 * @return this
	 */
	public EventSourceSpecBuilder reconnectResetAfter(Duration value) {
		return set("reconnect.resetAfter", value);
	}

	/**
	 * Sets {@code reconnect.max-attempts}.
	 * @param value the value
	 * @return this
	 */
	public EventSourceSpecBuilder reconnectMaxAttempts(int value) {
		return set("reconnect.maxAttempts", value);
	}

	/**
	 * Sets {@code limits.event-size}.
	 * @param value the value
	 * @return this
	 */
	public EventSourceSpecBuilder limitEventSize(DataSize value) {
		return set("limits.eventSize", value);
	}

	/**
	 * Sets {@code limits.id-size}.
	 * @param value the value
	 * @return this
	 */
	public EventSourceSpecBuilder limitIdSize(DataSize value) {
		return set("limits.idSize", value);
	}

	/**
	 * Sets {@code limits.partial-event-timeout}.
	 * @param value the value
	 * @return this
	 */
	public EventSourceSpecBuilder limitPartialEventTimeout(Duration value) {
		return set("limits.partialEventTimeout", value);
	}

	/**
	 * Sets {@code redirects.max}.
	 * @param value the value
	 * @return this
	 */
	public EventSourceSpecBuilder redirectsMax(int value) {
		return set("redirects.max", value);
	}

	/**
	 * Sets {@code health.down-after}.
	 * @param value the value
	 * @return this
	 */
	public EventSourceSpecBuilder healthDownAfter(Duration value) {
		return set("health.downAfter", value);
	}

	/**
	 * Makes the settings.
	 * @return the settings
	 */
	public EventSourceSpec build() {
		return SpecOverlay.create(this.values);
	}

}

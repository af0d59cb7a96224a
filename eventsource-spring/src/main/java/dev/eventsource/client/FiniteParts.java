package dev.eventsource.client;

import java.lang.reflect.Type;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

import dev.eventsource.ConnectionFailedException;
import dev.eventsource.EventSourceSpec;
import dev.eventsource.PayloadConverter;
import dev.eventsource.connection.ConnectGate;
import dev.eventsource.connection.ConnectionSeams;
import dev.eventsource.connection.ConnectionSettings;
import dev.eventsource.payload.JacksonPayloadConverter;
import dev.eventsource.payload.RequestBody;
import org.jspecify.annotations.Nullable;
import org.springframework.util.ClassUtils;
import tools.jackson.databind.json.JsonMapper;

/**
 * What the exchanges of one finite source are made of.
 */
final class FiniteParts {

	private static final boolean JACKSON = ClassUtils.isPresent("tools.jackson.databind.json.JsonMapper",
			FiniteParts.class.getClassLoader());

	private final String name;

	private final EventSourceSpec spec;

	private final ConnectionSettings settings;

	private final Assembly shared;

	private final ConnectionSeams seams;

	FiniteParts(String name, EventSourceSpec spec, Assembly shared) {
		this.name = name;
		this.spec = spec;
		this.settings = ConnectionSettings.from(name, spec);
		this.shared = shared;
		this.seams = seams(shared.connectionSeams(name, spec));
	}

	// a gate of its own: whoever asks now must not wait for sources that can not connect
	private static ConnectionSeams seams(ConnectionSeams common) {
		return new ConnectionSeams(common.transport(), common.timer(), common.random(), new ConnectGate(0),
				common.credentials());
	}

	String name() {
		return this.name;
	}

	/**
	 * Makes an exchange that has not begun.
	 * @param body gives the body, or {@code null} for the configured one
	 * @param whenOver told when it is over
	 * @return the exchange
	 */
	FiniteExchange exchange(@Nullable Supplier<byte[]> body, Consumer<FiniteExchange> whenOver) {
		ConnectionSettings settings = (body != null) ? this.settings.withBody(body) : this.settings;
		return new FiniteExchange(settings, this.seams, room(), this.shared.sweep(), whenOver);
	}

	private FiniteRoom room() {
		EventSourceSpec.Delivery delivery = Objects.requireNonNull(this.spec.delivery());
		return new FiniteRoom(Objects.requireNonNull(delivery.bufferSize()),
				Objects.requireNonNull(delivery.bufferBytes()).toBytes());
	}

	/**
	 * Returns who calls subscribers.
	 * @return the executor, or {@code null} for the event loop
	 */
	@Nullable Executor executor() {
		String executor = Objects.requireNonNull(Objects.requireNonNull(this.spec.delivery()).executor());
		return executor.equals("direct") ? null : this.shared.executors().apply(executor);
	}

	PayloadConverter converter(Type type) {
		PayloadConverter converter = this.shared.payloadConverter();
		if (converter != null) {
			return converter;
		}
		if (!JACKSON) {
			throw new IllegalArgumentException("Nothing can convert data to " + type.getTypeName()
					+ ". Add tools.jackson.core:jackson-databind, or take a String.");
		}
		return Jackson.CONVERTER;
	}

	byte[] bytes(@Nullable Object body) {
		Objects.requireNonNull(body, "The body must not be null");
		Function<Object, byte[]> mapper = this.shared.bodyMapper();
		return RequestBody.bytes(body, mapper);
	}

	ConnectionFailedException refusal(String reason, String message) {
		return new ConnectionFailedException(this.name, "Event source '" + this.name + "': " + message, reason, 0,
				null);
	}

	/** Loaded only with Jackson. */
	private static final class Jackson {

		static final PayloadConverter CONVERTER = new JacksonPayloadConverter(JsonMapper.shared());

	}

}

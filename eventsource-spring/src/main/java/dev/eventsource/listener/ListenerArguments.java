package dev.eventsource.listener;

import java.lang.reflect.Type;
import java.util.List;
import java.util.Optional;

import dev.eventsource.EventSourceRegistry;
import dev.eventsource.MessageEvent;
import dev.eventsource.payload.PayloadReader;
import org.jspecify.annotations.Nullable;

import org.springframework.http.codec.ServerSentEvent;

/**
 * The one place that knows what to pass to a listener method. Everything is decided when
 * this is made; an event costs one call an argument.
 */
final class ListenerArguments {

	private static final Object NOTHING = new Object();

	private final PayloadReader reader;

	private final Argument[] arguments;

	private final boolean payloadOptional;

	private final boolean acknowledges;

	private ListenerArguments(PayloadReader reader, Argument[] arguments, boolean payloadOptional,
			boolean acknowledges) {
		this.reader = reader;
		this.arguments = arguments;
		this.payloadOptional = payloadOptional;
		this.acknowledges = acknowledges;
	}

	/**
	 * Decides how to resolve parameters.
	 * @param readsPayload whether the payload is read besides, by a condition
	 * @throws ListenerProblem if a service is missing
	 */
	static ListenerArguments of(List<ListenerParameter> parameters, boolean readsPayload, ListenerServices services) {
		ListenerParameter primary = primary(parameters);
		Type primaryType = (primary != null) ? primary.type() : Object.class;
		PayloadReader reader = (primary != null || readsPayload) ? PayloadReader.of(primaryType, services::converter)
				: PayloadReader.TEXT;
		Argument[] arguments = parameters.stream()
			.map((parameter) -> argument(parameter, primaryType, services))
			.toArray(Argument[]::new);
		return new ListenerArguments(reader, arguments, primary != null && primary.nullable(),
				has(parameters, ListenerParameter.Kind.ACKNOWLEDGMENT));
	}

	private static @Nullable ListenerParameter primary(List<ListenerParameter> parameters) {
		ListenerParameter found = null;
		for (ListenerParameter parameter : parameters) {
			if (parameter.kind() == ListenerParameter.Kind.PAYLOAD) {
				return parameter;
			}
			if (found == null && parameter.kind() == ListenerParameter.Kind.SERVER_SENT_EVENT) {
				found = parameter;
			}
		}
		return found;
	}

	private static boolean has(List<ListenerParameter> parameters, ListenerParameter.Kind kind) {
		return parameters.stream().anyMatch((parameter) -> parameter.kind() == kind);
	}

	private static Argument argument(ListenerParameter parameter, Type primaryType, ListenerServices services) {
		return switch (parameter.kind()) {
			case MESSAGE_EVENT -> ListenerCall::event;
			case EVENT_ID -> (call) -> call.event().lastEventId();
			case EVENT_TYPE -> (call) -> call.event().type();
			case EVENT_SOURCE -> source(services.registry());
			case ACKNOWLEDGMENT -> ListenerCall::acknowledgment;
			case PAYLOAD -> payload(parameter, data(parameter, primaryType, services));
			case SERVER_SENT_EVENT -> serverSentEvent(data(parameter, primaryType, services));
		};
	}

	private static Argument source(EventSourceRegistry registry) {
		return (call) -> registry.get(call.event().source());
	}

	private static Argument data(ListenerParameter parameter, Type primaryType, ListenerServices services) {
		Argument data = read(parameter.type(), primaryType, services);
		Class<?>[] groups = parameter.groups();
		if (groups == null) {
			return data;
		}
		PayloadValidation validation = services.validation(groups);
		return (call) -> {
			Object value = data.resolve(call);
			if (value != null) {
				validation.validate(call.event(), value);
			}
			return value;
		};
	}

	private static Argument read(Type type, Type primaryType, ListenerServices services) {
		if (type.equals(primaryType)) {
			return ListenerCall::payload;
		}
		PayloadReader reader = PayloadReader.of(type, services::converter);
		return (call) -> reader.read(call.event());
	}

	private static Argument payload(ListenerParameter parameter, Argument data) {
		if (!parameter.nullable()) {
			return (call) -> {
				Object value = data.resolve(call);
				return (value != null) ? value : NOTHING;
			};
		}
		Argument present = PayloadReader.isRaw(parameter.type()) ? nonEmpty(data) : data;
		return parameter.optional() ? (call) -> Optional.ofNullable(present.resolve(call)) : present;
	}

	private static Argument nonEmpty(Argument data) {
		return (call) -> (call.event().dataBytes().length > 0) ? data.resolve(call) : null;
	}

	private static Argument serverSentEvent(Argument data) {
		return (call) -> {
			MessageEvent event = call.event();
			ServerSentEvent.Builder<Object> builder = ServerSentEvent.builder().event(event.type());
			if (!event.lastEventId().isEmpty()) {
				builder.id(event.lastEventId());
			}
			Object value = data.resolve(call);
			return ((value != null) ? builder.data(value) : builder).build();
		};
	}

	/**
	 * Returns what reads the payload, for the call and its condition.
	 */
	PayloadReader reader() {
		return this.reader;
	}

	/**
	 * Returns whether the method takes a payload and can do without.
	 */
	boolean payloadOptional() {
		return this.payloadOptional;
	}

	/**
	 * Returns whether the method takes an acknowledgment.
	 */
	boolean acknowledges() {
		return this.acknowledges;
	}

	/**
	 * Returns what to pass.
	 * @return {@code null} if the method can not be called, because the data stands for
	 * nothing
	 */
	@Nullable Object @Nullable [] resolve(ListenerCall call) {
		@Nullable Object[] values = new Object[this.arguments.length];
		for (int i = 0; i < values.length; i++) {
			Object value = this.arguments[i].resolve(call);
			if (value == NOTHING) {
				return null;
			}
			values[i] = value;
		}
		return values;
	}

	/** Makes one argument. */
	private interface Argument {

		@Nullable Object resolve(ListenerCall call);

	}

}

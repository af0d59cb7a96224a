package dev.eventsource.listener;

import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.lang.reflect.WildcardType;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import dev.eventsource.Acknowledgment;
import dev.eventsource.EventId;
import dev.eventsource.EventSource;
import dev.eventsource.EventType;
import dev.eventsource.MessageEvent;
import dev.eventsource.payload.PayloadReader;
import org.jspecify.annotations.Nullable;

import org.springframework.core.GenericTypeResolver;
import org.springframework.core.MethodParameter;
import org.springframework.core.ResolvableType;
import org.springframework.core.annotation.AnnotatedMethod;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.validation.annotation.ValidationAnnotationUtils;

/**
 * What one parameter of a listener method asks for.
 *
 * @param kind what is passed
 * @param type what the data is read as; the parameter's own type where no data is passed
 * @param optional whether it is wrapped in an {@code Optional}
 * @param nullable whether {@code null} may be passed
 * @param groups what to validate, {@code null} for nothing at all
 * @param collected whether it is a list with one of these for each event of a batch
 */
record ListenerParameter(Kind kind, Type type, boolean optional, boolean nullable, Class<?> @Nullable [] groups,
		boolean collected) {

	/** What is passed. */
	enum Kind {

		PAYLOAD, SERVER_SENT_EVENT, MESSAGE_EVENT, EVENT_ID, EVENT_TYPE, EVENT_SOURCE, ACKNOWLEDGMENT

	}

	/**
	 * Looks at the parameters of a method.
	 * @param batch whether it takes several events at a time
	 * @throws ListenerProblem if one can not be resolved
	 */
	static List<ListenerParameter> of(Method method, Class<?> beanType, boolean batch) {
		List<ListenerParameter> parameters = Arrays.stream(new AnnotatedMethod(method).getMethodParameters())
			.map((parameter) -> of(parameter, beanType, batch))
			.toList();
		List<Type> payloads = parameters.stream()
			.filter((parameter) -> parameter.kind == Kind.PAYLOAD)
			.map(ListenerParameter::type)
			.toList();
		if (payloads.size() > 1) {
			throw new ListenerProblem(
					"takes two payloads, " + payloads.get(0).getTypeName() + " and " + payloads.get(1).getTypeName(),
					"Leave one; mark strings with @EventId or @EventType.");
		}
		return parameters;
	}

	/**
	 * Returns whether the data is converted to the type.
	 */
	boolean isConverted() {
		return (this.kind == Kind.PAYLOAD || this.kind == Kind.SERVER_SENT_EVENT) && !PayloadReader.isRaw(this.type);
	}

	private static ListenerParameter of(MethodParameter parameter, Class<?> beanType, boolean batch) {
		Class<?> raw = parameter.getParameterType();
		boolean annotated = parameter.hasParameterAnnotation(EventId.class)
				|| parameter.hasParameterAnnotation(EventType.class);
		if (!annotated && raw == EventSource.class) {
			return plain(Kind.EVENT_SOURCE, raw);
		}
		if (!annotated && raw == Acknowledgment.class) {
			return plain(Kind.ACKNOWLEDGMENT, raw);
		}
		Type type = GenericTypeResolver.resolveType(parameter.getGenericParameterType(), beanType);
		return batch ? single(parameter, element(parameter, type)).collect() : single(parameter, type);
	}

	private static ListenerParameter single(MethodParameter parameter, Type type) {
		boolean id = parameter.hasParameterAnnotation(EventId.class);
		boolean eventType = parameter.hasParameterAnnotation(EventType.class);
		if (id || eventType) {
			return annotated(parameter, type, id, eventType);
		}
		return (type == MessageEvent.class) ? plain(Kind.MESSAGE_EVENT, MessageEvent.class) : data(parameter, type);
	}

	private static Type element(MethodParameter parameter, Type type) {
		Type element = ResolvableType.forType(type).getGeneric(0).getType();
		if (parameter.getParameterType() != List.class || element == ResolvableType.NONE.getType()) {
			throw new ListenerProblem("takes batches, but a " + type.getTypeName(),
					"Make parameter " + (parameter.getParameterIndex() + 1) + " a List with the type of its elements,"
							+ " or drop 'batch = true'.");
		}
		return (element instanceof WildcardType wildcard) ? wildcard.getUpperBounds()[0] : element;
	}

	private ListenerParameter collect() {
		return new ListenerParameter(this.kind, this.type, this.optional, this.nullable, this.groups, true);
	}

	private static ListenerParameter annotated(MethodParameter parameter, Type given, boolean id, boolean type) {
		String place = "parameter " + (parameter.getParameterIndex() + 1);
		if (id && type) {
			throw new ListenerProblem("has both @EventId and @EventType on " + place, "Take two parameters.");
		}
		String annotation = id ? "@EventId" : "@EventType";
		if (given != String.class) {
			throw new ListenerProblem("has " + annotation + " on a parameter of type " + given.getTypeName(),
					"Make " + place + " a String.");
		}
		if (groups(parameter) != null) {
			throw new ListenerProblem("validates the " + annotation + " parameter",
					"Only the payload can be validated: drop the other annotation from " + place + ".");
		}
		return plain(id ? Kind.EVENT_ID : Kind.EVENT_TYPE, String.class);
	}

	private static ListenerParameter plain(Kind kind, Class<?> type) {
		return new ListenerParameter(kind, type, false, false, null, false);
	}

	private static ListenerParameter data(MethodParameter parameter, Type type) {
		Class<?> raw = ResolvableType.forType(type).toClass();
		Class<?>[] groups = groups(parameter);
		if (raw == ServerSentEvent.class) {
			return new ListenerParameter(Kind.SERVER_SENT_EVENT, generic(type), false, true, groups, false);
		}
		boolean optional = raw == Optional.class;
		Type payload = optional ? generic(type) : type;
		if (payload instanceof TypeVariable<?>) {
			throw new ListenerProblem("takes a " + payload + ", which no class says the type of",
					"Name the type in the class of the bean, or take a String.");
		}
		return new ListenerParameter(Kind.PAYLOAD, payload, optional, optional || parameter.isOptional(), groups,
				false);
	}

	// raw and unbounded: what needs no conversion
	private static Type generic(Type wrapper) {
		Type type = ResolvableType.forType(wrapper).getGeneric(0).getType();
		Type bound = (type instanceof WildcardType wildcard) ? wildcard.getUpperBounds()[0] : type;
		return (bound == ResolvableType.NONE.getType() || bound == Object.class && type != bound) ? String.class
				: bound;
	}

	private static Class<?> @Nullable [] groups(MethodParameter parameter) {
		for (Annotation annotation : parameter.getParameterAnnotations()) {
			Object[] hints = ValidationAnnotationUtils.determineValidationHints(annotation);
			if (hints != null) {
				return Arrays.copyOf(hints, hints.length, Class[].class);
			}
		}
		return null;
	}

}

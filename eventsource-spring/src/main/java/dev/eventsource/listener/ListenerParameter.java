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
 */
record ListenerParameter(Kind kind, Type type, boolean optional, boolean nullable, Class<?> @Nullable [] groups) {

	/** What is passed. */
	enum Kind {

		PAYLOAD, SERVER_SENT_EVENT, MESSAGE_EVENT, EVENT_ID, EVENT_TYPE, EVENT_SOURCE, ACKNOWLEDGMENT

	}

	static List<ListenerParameter> of(Method method, Class<?> beanType) {
		List<ListenerParameter> parameters = Arrays.stream(new AnnotatedMethod(method).getMethodParameters())
			.map((parameter) -> of(parameter, beanType))
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

	private static ListenerParameter of(MethodParameter parameter, Class<?> beanType) {
		boolean id = parameter.hasParameterAnnotation(EventId.class);
		boolean type = parameter.hasParameterAnnotation(EventType.class);
		if (id || type) {
			return annotated(parameter, id, type);
		}
		Class<?> raw = parameter.getParameterType();
		if (raw == MessageEvent.class) {
			return plain(Kind.MESSAGE_EVENT, raw);
		}
		if (raw == EventSource.class) {
			return plain(Kind.EVENT_SOURCE, raw);
		}
		if (raw == Acknowledgment.class) {
			return plain(Kind.ACKNOWLEDGMENT, raw);
		}
		return data(parameter, GenericTypeResolver.resolveType(parameter.getGenericParameterType(), beanType));
	}

	private static ListenerParameter annotated(MethodParameter parameter, boolean id, boolean type) {
		String place = "parameter " + (parameter.getParameterIndex() + 1);
		if (id && type) {
			throw new ListenerProblem("has both @EventId and @EventType on " + place, "Take two parameters.");
		}
		String annotation = id ? "@EventId" : "@EventType";
		if (parameter.getParameterType() != String.class) {
			throw new ListenerProblem(
					"has " + annotation + " on a parameter of type " + parameter.getParameterType().getTypeName(),
					"Make " + place + " a String.");
		}
		if (groups(parameter) != null) {
			throw new ListenerProblem("validates the " + annotation + " parameter",
					"Only the payload can be validated: drop the other annotation from " + place + ".");
		}
		return plain(id ? Kind.EVENT_ID : Kind.EVENT_TYPE, String.class);
	}

	private static ListenerParameter plain(Kind kind, Class<?> type) {
		return new ListenerParameter(kind, type, false, false, null);
	}

	private static ListenerParameter data(MethodParameter parameter, Type type) {
		Class<?> raw = parameter.getParameterType();
		Class<?>[] groups = groups(parameter);
		if (raw == ServerSentEvent.class) {
			return new ListenerParameter(Kind.SERVER_SENT_EVENT, generic(type), false, true, groups);
		}
		boolean optional = raw == Optional.class;
		Type payload = optional ? generic(type) : type;
		if (payload instanceof TypeVariable<?>) {
			throw new ListenerProblem("takes a " + payload + ", which no class says the type of",
					"Name the type in the class of the bean, or take a String.");
		}
		return new ListenerParameter(Kind.PAYLOAD, payload, optional, optional || parameter.isOptional(), groups);
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

package dev.eventsource.listener;

import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import dev.eventsource.MessageEvent;
import dev.eventsource.payload.PayloadReader;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.Validator;

/**
 * Holds a payload to its constraints. Loaded only where Jakarta Validation is.
 */
final class PayloadValidation {

	private final Validator validator;

	private final Class<?>[] groups;

	PayloadValidation(Validator validator, Class<?>[] groups) {
		this.validator = validator;
		this.groups = groups;
	}

	/**
	 * Validates a payload, or each of its elements.
	 * @throws dev.eventsource.PayloadConversionException if a constraint is violated;
	 * names properties and constraints, but no value, so without the violations as cause
	 */
	void validate(MessageEvent event, Object payload) {
		Set<String> problems = new TreeSet<>();
		if (payload instanceof Iterable<?> elements) {
			elements.forEach((element) -> collect(element, problems));
		}
		else if (payload instanceof Map<?, ?> map) {
			map.values().forEach((element) -> collect(element, problems));
		}
		else if (payload instanceof Object[] elements) {
			Arrays.asList(elements).forEach((element) -> collect(element, problems));
		}
		else {
			collect(payload, problems);
		}
		if (!problems.isEmpty()) {
			throw PayloadReader.misfit(event, payload.getClass(), "it violates " + String.join(", ", problems), null);
		}
	}

	private void collect(Object element, Set<String> problems) {
		if (element == null) {
			return;
		}
		for (ConstraintViolation<Object> violation : this.validator.validate(element, this.groups)) {
			String constraint = violation.getConstraintDescriptor().getAnnotation().annotationType().getSimpleName();
			// a map's key, in brackets, is payload
			String path = violation.getPropertyPath().toString().replaceAll("\\[[^]]*]", "[]");
			problems.add(path.isEmpty() ? constraint : path + ": " + constraint);
		}
	}

}

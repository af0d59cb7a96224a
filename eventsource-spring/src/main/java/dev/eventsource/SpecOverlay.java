package dev.eventsource;

import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

/**
 * Lays one tree of settings records on another, component by component, so that no
 * setting has to be named twice.
 */
final class SpecOverlay {

	private static final ClassValue<Shape> SHAPES = new ClassValue<>() {

		@Override
		protected Shape computeValue(Class<?> type) {
			return Shape.of(type);
		}

	};

	private SpecOverlay() {
	}

	static EventSourceSpec create(Map<String, Object> valuesByPath) {
		return (EventSourceSpec) create(EventSourceSpec.class, "", valuesByPath);
	}

	static EventSourceSpec overlay(EventSourceSpec lower, EventSourceSpec upper) {
		return (EventSourceSpec) overlayRecords(lower, upper);
	}

	private static Object create(Class<?> type, String prefix, Map<String, Object> values) {
		return construct(type, (component) -> {
			String path = prefix + component.getName();
			if (!component.getType().isRecord() || values.containsKey(path)) {
				return values.get(path);
			}
			boolean set = values.keySet().stream().anyMatch((key) -> key.startsWith(path + "."));
			return set ? create(component.getType(), path + ".", values) : null;
		});
	}

	// what a source does not change it shares with all others: there may be thousands
	private static Object overlayRecords(Record lower, Record upper) {
		Object laid = construct(lower.getClass(),
				(component) -> either(read(lower, component), read(upper, component)));
		return laid.equals(lower) ? lower : laid;
	}

	private static @Nullable Object either(@Nullable Object lower, @Nullable Object upper) {
		if (lower instanceof Record lowerRecord && upper instanceof Record upperRecord) {
			return overlayRecords(lowerRecord, upperRecord);
		}
		if (lower instanceof Map<?, ?> lowerMap && upper instanceof Map<?, ?> upperMap) {
			if (upperMap.isEmpty()) {
				return lowerMap;
			}
			Map<Object, Object> merged = new LinkedHashMap<>(lowerMap);
			merged.putAll(upperMap);
			return merged;
		}
		return (upper != null) ? upper : lower;
	}

	private static Object construct(Class<?> type, Function<RecordComponent, @Nullable Object> values) {
		Shape shape = SHAPES.get(type);
		@Nullable Object[] arguments = new Object[shape.components.length];
		for (int i = 0; i < arguments.length; i++) {
			arguments[i] = values.apply(shape.components[i]);
		}
		try {
			return shape.constructor.newInstance(arguments);
		}
		catch (ReflectiveOperationException ex) {
			throw new IllegalStateException("Cannot create " + type.getName(), ex);
		}
	}

	private static @Nullable Object read(Record settings, RecordComponent component) {
		try {
			return component.getAccessor().invoke(settings);
		}
		catch (ReflectiveOperationException ex) {
			throw new IllegalStateException("Cannot read " + component, ex);
		}
	}

	/** What is dear to look up: it is asked for with every source. */
	private record Shape(RecordComponent[] components, Constructor<?> constructor) {

		static Shape of(Class<?> type) {
			RecordComponent[] components = type.getRecordComponents();
			Class<?>[] types = Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
			try {
				return new Shape(components, type.getDeclaredConstructor(types));
			}
			catch (NoSuchMethodException ex) {
				throw new IllegalStateException("Cannot create " + type.getName(), ex);
			}
		}

	}

}

package dev.eventsource.samples.docs;

import java.lang.reflect.RecordComponent;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * Records of settings as a flat map, with keys as in {@code application.yml}.
 */
final class SettingsTree {

	private SettingsTree() {
	}

	static Map<String, @Nullable Object> flatten(Record settings) {
		Map<String, @Nullable Object> values = new LinkedHashMap<>();
		collect(settings.getClass(), settings, "", values);
		return values;
	}

	private static void collect(Class<?> type, @Nullable Object settings, String prefix,
			Map<String, @Nullable Object> values) {
		for (RecordComponent component : type.getRecordComponents()) {
			String key = prefix + component.getName().replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
			Object value = (settings != null) ? read(settings, component) : null;
			if (component.getType().isRecord()) {
				collect(component.getType(), value, key + ".", values);
			}
			else {
				values.put(key, value);
			}
		}
	}

	private static @Nullable Object read(Object settings, RecordComponent component) {
		try {
			return component.getAccessor().invoke(settings);
		}
		catch (ReflectiveOperationException ex) {
			throw new IllegalStateException(ex);
		}
	}

}

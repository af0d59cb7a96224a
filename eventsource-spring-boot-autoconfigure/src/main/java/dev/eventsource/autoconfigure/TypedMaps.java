package dev.eventsource.autoconfigure;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.eventsource.EventSourceSpec;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName.Form;

/**
 * Reads headers and query parameters with their names as typed. The binder would make
 * {@code userid} of the parameter {@code user_id}.
 */
final class TypedMaps {

	private static final Pattern KEY = Pattern.compile(
			"eventsource\\.(?:defaults|sources\\.?[^.]+)\\.(?:query|headers)(?:\\.(?!\\[)(.+)|\\.?\\[([^\\]]+)\\])",
			Pattern.CASE_INSENSITIVE);

	private final List<TypedProperty> typed;

	private final SettingPlaceholders placeholders;

	TypedMaps(List<TypedProperty> typed, SettingPlaceholders placeholders) {
		this.typed = typed;
		this.placeholders = placeholders;
	}

	/**
	 * Replaces headers and query parameters of settings.
	 * @param prefix full name of the settings
	 * @param bound the settings as the binder made them, without these
	 * @return the settings with them
	 */
	EventSourceSpec addTo(ConfigurationPropertyName prefix, EventSourceSpec bound) {
		Map<String, String> query = read(prefix.append("query"));
		Map<String, String> headers = read(prefix.append("headers"));
		return bound.overlay(BareSpec.with(query, headers));
	}

	private Map<String, String> read(ConfigurationPropertyName group) {
		Map<String, TypedProperty> winners = new LinkedHashMap<>();
		for (TypedProperty property : this.typed) {
			if (group.isAncestorOf(property.name())) {
				add(winners, key(group, property), property);
			}
		}
		Map<String, String> values = new LinkedHashMap<>();
		winners.forEach((key, property) -> values.put(key, this.placeholders.resolve(property)));
		return values;
	}

	/**
	 * Those that win come first; one of the environment wins under the typed spelling.
	 */
	private static void add(Map<String, TypedProperty> winners, String key, TypedProperty property) {
		TypedProperty fromEnvironment = property.fromEnvironment() ? null : winners.get(uniform(key));
		if (fromEnvironment != null && fromEnvironment.fromEnvironment()) {
			winners.remove(uniform(key));
			winners.put(key, fromEnvironment);
			return;
		}
		boolean spelled = property.fromEnvironment()
				&& winners.keySet().stream().anyMatch((other) -> uniform(other).equals(key));
		if (!spelled) {
			winners.putIfAbsent(key, property);
		}
	}

	private static String uniform(String key) {
		return key.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
	}

	private static String key(ConfigurationPropertyName group, TypedProperty property) {
		int elements = group.getNumberOfElements();
		if (property.fromEnvironment()) {
			StringBuilder key = new StringBuilder();
			for (int index = elements; index < property.name().getNumberOfElements(); index++) {
				key.append(property.name().getElement(index, Form.UNIFORM));
			}
			return key.toString();
		}
		Matcher matcher = KEY.matcher(property.raw());
		if (!matcher.matches() || property.name().isLastElementIndexed() && property.raw().matches(".*\\[\\d+]")) {
			throw new InvalidSettingException(property.raw(), property.text(), property.origin(),
					"It takes one text, not a list or a group", "Write the value as one text.");
		}
		return (matcher.group(1) != null) ? matcher.group(1) : matcher.group(2);
	}

}

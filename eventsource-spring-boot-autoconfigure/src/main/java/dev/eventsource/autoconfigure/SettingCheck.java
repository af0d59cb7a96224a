package dev.eventsource.autoconfigure;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import dev.eventsource.autoconfigure.UnknownSettingsException.Unknown;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName.Form;

/**
 * Finds what was typed but nothing reads. Environment variables are left out: theirs is a
 * space shared with everybody.
 */
final class SettingCheck {

	private static final String ROOT = "eventsource.";

	private final List<Unknown> unknown = new ArrayList<>();

	private final Set<String> disabled;

	private SettingCheck(Set<String> disabled) {
		this.disabled = disabled;
	}

	/**
	 * Checks all keys.
	 * @param typed what was typed
	 * @param disabled uniform names of sources whose settings do not matter
	 * @throws UnknownSettingsException if there are keys that nothing reads
	 * @throws InvalidSettingException if a group has a value
	 */
	static void check(List<TypedProperty> typed, Set<String> disabled) {
		SettingCheck check = new SettingCheck(disabled);
		typed.stream().filter((property) -> !property.fromEnvironment()).forEach(check::check);
		if (!check.unknown.isEmpty()) {
			throw new UnknownSettingsException(check.unknown);
		}
	}

	private void check(TypedProperty property) {
		switch (property.element(1)) {
			case "defaults" -> walk(property, 2, ROOT + "defaults.", SettingKeys.SOURCE);
			case "sources" -> source(property);
			default -> walk(property, 1, ROOT, SettingKeys.GLOBAL);
		}
	}

	private void source(TypedProperty property) {
		String name = property.element(2);
		if (!this.disabled.contains(name) && (property.name().getNumberOfElements() > 2 || isSet(property))) {
			walk(property, 3, ROOT + "sources." + property.name().getElement(2, Form.ORIGINAL) + ".",
					SettingKeys.SOURCE);
		}
	}

	private void walk(TypedProperty property, int from, String prefix, SettingKeys root) {
		SettingKeys group = root;
		for (int index = from; index < property.name().getNumberOfElements(); index++) {
			boolean isLast = index == property.name().getNumberOfElements() - 1;
			SettingKeys child = group.child(property.element(index));
			if (child == null) {
				this.unknown.add(unknown(property, prefix, SettingSuggestion.of(property.element(index), group, root)));
				return;
			}
			group = child;
			if (child.takesAnyName() && !isLast || child.isList()) {
				return;
			}
		}
		if ((group.isGroup() || group.takesAnyName()) && isSet(property)) {
			throw groupWithValue(property, prefix, group);
		}
	}

	private static boolean isSet(TypedProperty property) {
		return !property.text().isBlank();
	}

	private static Unknown unknown(TypedProperty property, String prefix, @Nullable SettingKeys meant) {
		String suggestion = (meant != null) ? prefix + meant.path() : section(property);
		return new Unknown(property.raw(), property.origin(), suggestion);
	}

	/**
	 * Guesses that a section was forgotten or mistyped: {@code eventsource.source.prices}
	 * or {@code eventsource.prices}.
	 */
	private static @Nullable String section(TypedProperty property) {
		String section = property.element(1);
		int elements = property.name().getNumberOfElements();
		if (section.equals("sources") || section.equals("defaults") || elements < 3) {
			return null;
		}
		String nearest = SettingSuggestion.of(section, List.of("sources", "defaults"));
		if (nearest != null) {
			return ROOT + nearest + "." + property.name().subName(2);
		}
		return ROOT + "sources." + property.name().subName(1);
	}

	private static InvalidSettingException groupWithValue(TypedProperty property, String prefix, SettingKeys group) {
		return new InvalidSettingException(property.raw(), hidden(property), property.origin(),
				"It is a group of settings and takes no value",
				"Write the value to a key below it, such as '" + prefix + example(group) + "'.");
	}

	private static String example(SettingKeys group) {
		if (group.takesAnyName()) {
			return group.path() + ".<name>";
		}
		return group.path().isEmpty() ? "url" : group.leaves().get(0).path();
	}

	private static String hidden(TypedProperty property) {
		// a URL typed here may carry a token
		return property.text().contains("?") ? "***" : property.text();
	}

}

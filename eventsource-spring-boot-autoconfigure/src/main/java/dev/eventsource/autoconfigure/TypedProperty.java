package dev.eventsource.autoconfigure;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName.Form;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.origin.Origin;
import org.springframework.boot.origin.PropertySourceOrigin;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.Environment;
import org.springframework.core.env.PropertySource;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/**
 * One property below {@code eventsource} as somebody typed it: the binder forgets
 * spellings, such as the underscore of a query parameter's name.
 *
 * @param name the name as the binder sees it
 * @param raw the name as typed
 * @param source where it was typed
 */
record TypedProperty(ConfigurationPropertyName name, String raw, PropertySource<?> source) {

	private static final String ROOT = "eventsource";

	private static final Set<String> SECRET_GROUPS = Set.of("headers", "auth", "query", "jwt");

	/**
	 * Returns all properties below {@code eventsource}.
	 * @param environment where they are
	 * @return the properties, those that win first
	 */
	static List<TypedProperty> all(Environment environment) {
		List<TypedProperty> all = new ArrayList<>();
		if (!(environment instanceof ConfigurableEnvironment configurable)) {
			return all;
		}
		for (PropertySource<?> source : configurable.getPropertySources()) {
			if (source instanceof EnumerablePropertySource<?> enumerable
					&& !ConfigurationPropertySources.isAttachedConfigurationPropertySource(source)) {
				collect(enumerable, all);
			}
		}
		return all;
	}

	private static void collect(EnumerablePropertySource<?> source, List<TypedProperty> all) {
		char separator = (source instanceof SystemEnvironmentPropertySource) ? '_' : '.';
		for (String raw : source.getPropertyNames()) {
			if (!raw.regionMatches(true, 0, ROOT, 0, ROOT.length())) {
				continue;
			}
			ConfigurationPropertyName name = ConfigurationPropertyName.adapt(raw, separator);
			if (name.getNumberOfElements() > 1 && name.getElement(0, Form.UNIFORM).equals(ROOT)) {
				all.add(new TypedProperty(name, raw, source));
			}
		}
	}

	boolean fromEnvironment() {
		return this.source instanceof SystemEnvironmentPropertySource;
	}

	@Nullable Object value() {
		return this.source.getProperty(this.raw);
	}

	String text() {
		Object value = value();
		return (value != null) ? value.toString() : "";
	}

	@Nullable Origin origin() {
		return PropertySourceOrigin.get(this.source, this.raw);
	}

	/**
	 * Returns the uniform form of one element of the name: lower case, no dashes.
	 * @param index which
	 * @return the element, empty behind the last one
	 */
	String element(int index) {
		return (index < this.name.getNumberOfElements()) ? this.name.getElement(index, Form.UNIFORM) : "";
	}

	/**
	 * Whether a value must not be shown.
	 * @param property full name of a property
	 * @return {@code true} for headers, query parameters, credentials and passwords
	 */
	static boolean secret(String property) {
		String[] elements = property.toLowerCase(Locale.ROOT).split("[.\\[]");
		for (String element : elements) {
			if (SECRET_GROUPS.contains(element)) {
				return true;
			}
		}
		String last = elements[elements.length - 1];
		return last.equals("password") || last.equals("body");
	}

}

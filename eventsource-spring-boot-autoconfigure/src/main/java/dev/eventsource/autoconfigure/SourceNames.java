package dev.eventsource.autoconfigure;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * The names of the configured sources. An environment variable can not hold a dash: its
 * {@code PRICEFEED} means {@code price-feed} if somebody typed that.
 */
final class SourceNames {

	private static final Pattern TYPED = Pattern
		.compile("eventsource\\.sources(?:\\.([^.\\[]+)|\\.?\\[([^\\]]+)\\])(?:[.\\[].*)?", Pattern.CASE_INSENSITIVE);

	private static final Pattern VALID = Pattern.compile("[a-z0-9]([a-z0-9-]{0,62}[a-z0-9])?");

	private final Map<String, TypedName> names = new LinkedHashMap<>();

	private SourceNames() {
	}

	/**
	 * Finds the names.
	 * @param typed what was typed
	 * @return the names, in the order in which they were typed
	 * @throws InvalidSettingException if a name is none, or two are the same to the
	 * binder
	 */
	static List<String> of(List<TypedProperty> typed) {
		SourceNames names = new SourceNames();
		typed.stream().filter((property) -> !property.fromEnvironment()).forEach(names::addTyped);
		typed.stream().filter(TypedProperty::fromEnvironment).forEach(names::addFromEnvironment);
		return names.names.values().stream().map(TypedName::name).toList();
	}

	private void addTyped(TypedProperty property) {
		Matcher matcher = TYPED.matcher(property.raw());
		if (!matcher.matches()) {
			return;
		}
		String name = (matcher.group(1) != null) ? matcher.group(1) : matcher.group(2);
		if (!VALID.matcher(name).matches()) {
			throw new InvalidSettingException("eventsource.sources." + name, name, property.origin(),
					"It is not a source name",
					"Use lower-case letters, digits and inner dashes, at most 64 characters" + suggestion(name) + ".");
		}
		TypedName other = this.names.putIfAbsent(name.replace("-", ""), new TypedName(name, property));
		if (other != null && !other.name().equals(name)) {
			throw new InvalidSettingException("eventsource.sources." + name, name, property.origin(),
					"It can not be told from the source '" + other.name() + "': dashes do not count",
					"Rename one of them.");
		}
	}

	private void addFromEnvironment(TypedProperty property) {
		if (!property.element(1).equals("sources") || !isSetting(property)) {
			return;
		}
		String name = property.element(2);
		if (VALID.matcher(name).matches()) {
			this.names.putIfAbsent(name, new TypedName(name, property));
		}
	}

	// EVENTSOURCE_SOURCES_PRICE_FEED_URL must not make a source 'price'
	private static boolean isSetting(TypedProperty property) {
		SettingKeys group = SettingKeys.SOURCE;
		for (int index = 3; index < property.name().getNumberOfElements(); index++) {
			SettingKeys child = group.child(property.element(index));
			if (child == null || child.takesAnyName() || child.isList()) {
				return child != null;
			}
			group = child;
		}
		return group != SettingKeys.SOURCE && !group.isGroup();
	}

	private static String suggestion(String name) {
		String dashed = dashed(name);
		return (dashed != null) ? ", such as '" + dashed + "'" : "";
	}

	private static @Nullable String dashed(String name) {
		String dashed = name.replaceAll("([a-z0-9])([A-Z])", "$1-$2")
			.toLowerCase(Locale.ROOT)
			.replaceAll("[^a-z0-9]+", "-")
			.replaceAll("^-|-$", "");
		return VALID.matcher(dashed).matches() ? dashed : null;
	}

	/**
	 * Returns the name of a source's bean.
	 * @param source name of a source
	 * @return {@code orderEventsEventSource} for {@code order-events}
	 */
	static String beanName(String source) {
		List<String> words = new ArrayList<>(List.of(source.split("-+")));
		StringBuilder name = new StringBuilder(words.remove(0));
		words.forEach((word) -> name.append(Character.toUpperCase(word.charAt(0))).append(word, 1, word.length()));
		return name.append("EventSource").toString();
	}

	/**
	 * A name and where it was typed first.
	 *
	 * @param name the name
	 * @param property the property that has it
	 */
	private record TypedName(String name, TypedProperty property) {
	}

}

package dev.eventsource.autoconfigure;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

import dev.eventsource.EventSourceSpec;
import dev.eventsource.autoconfigure.EventSourceProperties.Checkpoint;
import dev.eventsource.autoconfigure.EventSourceProperties.DeadLetter;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.origin.Origin;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.core.env.Environment;
import org.springframework.util.PlaceholderResolutionException;

/**
 * Binds {@code eventsource.*}. Fails with the property, its value and what to write
 * instead, and never shows a secret.
 */
final class EventSourcePropertiesBinder {

	private static final ConfigurationPropertyName ROOT = ConfigurationPropertyName.of("eventsource");

	private static final ConfigurationPropertyName SOURCES = ROOT.append("sources");

	private static final ConfigurationPropertyName DEFAULTS = ROOT.append("defaults");

	private final List<TypedProperty> typed;

	private final Binder binder;

	private final TypedMaps maps;

	private EventSourcePropertiesBinder(Environment environment) {
		this.typed = TypedProperty.all(environment);
		SettingPlaceholders placeholders = new SettingPlaceholders(environment);
		List<ConfigurationPropertySource> sources = new ArrayList<>();
		ConfigurationPropertySources.get(environment)
			.forEach((source) -> sources.add(source.filter((name) -> !inTypedMap(name))));
		this.binder = new Binder(sources, placeholders::resolve, SettingConversion.service());
		this.maps = new TypedMaps(this.typed, placeholders);
	}

	/**
	 * Returns the names of the configured sources, whatever their settings are worth.
	 * @param environment where they are
	 * @return the names
	 */
	static List<String> sourceNames(Environment environment) {
		return SourceNames.of(TypedProperty.all(environment));
	}

	/**
	 * Returns whether a source is finite, whatever its settings are worth.
	 * @param environment where they are
	 * @param source name of the source
	 * @return whether its {@code mode}, or that of the defaults, says so
	 */
	static boolean isFinite(Environment environment, String source) {
		Binder binder = Binder.get(environment);
		for (ConfigurationPropertyName group : List.of(SOURCES.append(source), DEFAULTS)) {
			String mode = modeIn(group, binder);
			if (mode != null) {
				return mode.equalsIgnoreCase("finite");
			}
		}
		return false;
	}

	private static @Nullable String modeIn(ConfigurationPropertyName group, Binder binder) {
		try {
			return binder.bind(group.append("mode"), Bindable.of(String.class)).orElse(null);
		}
		catch (BindException ex) {
			// told when the settings are bound
			return null;
		}
	}

	/**
	 * Binds all settings.
	 * @param environment where they are
	 * @return the settings
	 */
	static EventSourceProperties bind(Environment environment) {
		return new EventSourcePropertiesBinder(environment).bind();
	}

	private EventSourceProperties bind() {
		List<String> names = SourceNames.of(this.typed);
		boolean enabled = value(ROOT.append("enabled"), Boolean.class, true);
		if (!enabled) {
			return new EventSourceProperties(false, false, 0, 0, Checkpoint.BUILT_IN, DeadLetter.BUILT_IN,
					BareSpec.disabled(),
					names.stream().collect(Collectors.toMap((name) -> name, (name) -> BareSpec.disabled())));
		}
		Set<String> disabled = names.stream().filter(this::isDisabled).collect(Collectors.toSet());
		SettingCheck.check(this.typed,
				disabled.stream().map((name) -> name.replace("-", "")).collect(Collectors.toSet()));
		Map<String, EventSourceSpec> sources = new LinkedHashMap<>();
		for (String name : names) {
			sources.put(name, disabled.contains(name) ? BareSpec.disabled() : spec(SOURCES.append(name)));
		}
		return new EventSourceProperties(true, value(ROOT.append("auto-startup"), Boolean.class, true),
				count("executor.threads", Math.max(16, 4 * Runtime.getRuntime().availableProcessors())),
				count("max-concurrent-connects", 64), checkpoint(), deadLetter(), spec(DEFAULTS), sources);
	}

	private Checkpoint checkpoint() {
		ConfigurationPropertyName group = ROOT.append("checkpoint");
		return new Checkpoint(value(group.append("jdbc.table"), String.class, Checkpoint.BUILT_IN.jdbcTable()),
				value(group.append("jdbc.initialize-schema"), EventSourceProperties.InitializeSchema.class,
						Checkpoint.BUILT_IN.initializeSchema()),
				value(group.append("redis.key-prefix"), String.class, Checkpoint.BUILT_IN.redisKeyPrefix()));
	}

	private DeadLetter deadLetter() {
		ConfigurationPropertyName group = ROOT.append("dead-letter");
		return new DeadLetter(
				value(group.append("store"), EventSourceProperties.DeadLetterPlace.class, DeadLetter.BUILT_IN.store()),
				value(group.append("jdbc.table"), String.class, DeadLetter.BUILT_IN.jdbcTable()),
				value(group.append("jdbc.initialize-schema"), EventSourceProperties.InitializeSchema.class,
						DeadLetter.BUILT_IN.initializeSchema()));
	}

	private boolean isDisabled(String name) {
		boolean byDefault = value(DEFAULTS.append("enabled"), Boolean.class, true);
		return !value(SOURCES.append(name).append("enabled"), Boolean.class, byDefault);
	}

	private int count(String key, int unset) {
		ConfigurationPropertyName name = ConfigurationPropertyName.of("eventsource." + key);
		int count = value(name, Integer.class, unset);
		if (count < 0) {
			throw new InvalidSettingException(name.toString(), count, origin(name), "It is negative",
					"Write a whole number; 0 for no limit.");
		}
		return count;
	}

	private <T> T value(ConfigurationPropertyName name, Class<T> type, T unset) {
		return Objects.requireNonNullElse(bind(name, type), unset);
	}

	private EventSourceSpec spec(ConfigurationPropertyName prefix) {
		EventSourceSpec bound = bind(prefix, EventSourceSpec.class);
		return this.maps.addTo(prefix, (bound != null) ? bound : BareSpec.unset());
	}

	private <T> @Nullable T bind(ConfigurationPropertyName name, Class<T> type) {
		try {
			return this.binder.bind(name, Bindable.of(type)).orElse(null);
		}
		catch (BindException ex) {
			throw invalid(ex);
		}
	}

	private static InvalidSettingException invalid(BindException ex) {
		ConfigurationProperty property = ex.getProperty();
		Class<?> type = Objects.requireNonNullElse(ex.getTarget().getType().resolve(), Object.class);
		if (property == null) {
			return new InvalidSettingException(ex.getName().toString(), "", null, "It can not be bound",
					SettingConversion.remedy(type));
		}
		Throwable root = NestedExceptionUtils.getMostSpecificCause(ex);
		if (root instanceof PlaceholderResolutionException unresolved) {
			return SettingPlaceholders.invalid(property.getName().toString(), property.getOrigin(), unresolved);
		}
		return new InvalidSettingException(property.getName().toString(), property.getValue(), property.getOrigin(),
				"It is no value for this setting", SettingConversion.remedy(type));
	}

	private @Nullable Origin origin(ConfigurationPropertyName name) {
		return this.typed.stream()
			.filter((property) -> property.name().equals(name))
			.map(TypedProperty::origin)
			.filter(Objects::nonNull)
			.findFirst()
			.orElse(null);
	}

	private static boolean inTypedMap(ConfigurationPropertyName name) {
		int group = DEFAULTS.isAncestorOf(name) ? 2 : 3;
		if (group == 3 && !SOURCES.isAncestorOf(name) || name.getNumberOfElements() <= group) {
			return false;
		}
		String element = name.getElement(group, ConfigurationPropertyName.Form.UNIFORM);
		return element.equals("query") || element.equals("headers");
	}

}

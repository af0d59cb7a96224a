package dev.eventsource.test.autoconfigure;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.MutablePropertySources;
import org.springframework.core.env.PropertySource;

/**
 * What a test changes in the settings of sources: over what the application and its
 * surroundings say, under what the test itself says.
 */
final class TestSettings {

	private static final String NAME = "Event sources in tests";

	private static final String AUTO_STARTUP = "auto-startup";

	/** The first of these is where the test's own settings end. */
	private static final List<String> SURROUNDINGS = List.of("spring.application.json", "servletConfigInitParams",
			"servletContextInitParams", "jndiProperties", "systemProperties", "systemEnvironment");

	private final Map<String, Object> settings = new LinkedHashMap<>();

	private final ConfigurableEnvironment environment;

	TestSettings(ConfigurableEnvironment environment) {
		this.environment = environment;
	}

	/**
	 * Returns the names of the application's sources.
	 * @return the names as typed
	 */
	Set<String> configuredSources() {
		return Binder.get(this.environment)
			.bind("eventsource.sources", Bindable.mapOf(String.class, Object.class))
			.orElseGet(Map::of)
			.keySet();
	}

	/**
	 * Returns whether the test itself says which sources start.
	 * @return whether one of its own properties does
	 */
	boolean isAsked() {
		return Stream
			.concat(Stream.of("eventsource." + AUTO_STARTUP),
					configuredSources().stream().map((source) -> key(source, AUTO_STARTUP)))
			.anyMatch(this::isSetByTest);
	}

	private boolean isSetByTest(String key) {
		ConfigurationPropertyName name = ConfigurationPropertyName.of(key);
		return this.environment.getPropertySources()
			.stream()
			.takeWhile((source) -> !SURROUNDINGS.contains(source.getName()))
			.filter((source) -> !source.getName().equals("configurationProperties"))
			.map(ConfigurationPropertySource::from)
			.anyMatch((source) -> source != null && source.getConfigurationProperty(name) != null);
	}

	/**
	 * Keeps all sources closed that the test does not ask for, those included that would
	 * start by a setting of their own, and those that the application registers later.
	 */
	void closeAll() {
		boolean asked = isAsked();
		set("eventsource." + AUTO_STARTUP, asked);
		if (!isSetByTest("eventsource." + AUTO_STARTUP)) {
			set("eventsource.defaults." + AUTO_STARTUP, false);
			configuredSources().forEach((source) -> set(key(source, AUTO_STARTUP), false));
		}
	}

	/**
	 * Lets a source read from a server, and start.
	 * @param source its name
	 * @param url where its stream is
	 */
	void serve(String source, URI url) {
		set("eventsource." + AUTO_STARTUP, true);
		set(key(source, "enabled"), true);
		set(key(source, AUTO_STARTUP), true);
		set(key(source, "url"), url.toString());
		set(key(source, "http-version"), "http1");
		set(key(source, "ssl.bundle"), "");
		set(key(source, "proxy.type"), "none");
		set(key(source, "auth.oauth2.registration"), "");
		set(key(source, "reconnect.delay"), "20ms");
		set(key(source, "reconnect.min-delay"), "10ms");
		set(key(source, "reconnect.max-delay"), "100ms");
		set(key(source, "delivery.retry.delay"), "10ms");
		set(key(source, "delivery.retry.max-delay"), "50ms");
		set(key(source, "checkpoint.store"), "memory");
	}

	/**
	 * Puts the settings where they belong.
	 */
	void apply() {
		MutablePropertySources sources = this.environment.getPropertySources();
		PropertySource<?> added = new MapPropertySource(NAME, this.settings);
		sources.stream()
			.map(PropertySource::getName)
			.filter(SURROUNDINGS::contains)
			.findFirst()
			.ifPresentOrElse((first) -> sources.addBefore(first, added), () -> sources.addFirst(added));
	}

	private void set(String key, Object value) {
		this.settings.put(key, value);
	}

	private static String key(String source, String setting) {
		return "eventsource.sources." + source + "." + setting;
	}

}

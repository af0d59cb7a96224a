package dev.eventsource.samples.recipes;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.eventsource.test.SseResponse;
import dev.eventsource.test.SseStream;
import dev.eventsource.test.SseTestServer;

import org.springframework.beans.factory.config.YamlPropertiesFactoryBean;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.ByteArrayResource;

/**
 * The settings of a page, as they stand there but for the host, with the listener of the
 * page: an application.
 */
final class Recipe {

	private static final Path PAGES = Path.of("..", "..", "docs", "recipes");

	private static final Path RECORDED = Path.of("..", "..", "eventsource-spring", "src", "test", "resources",
			"streams", "recorded");

	private static final Pattern YAML = Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL);

	private static final Pattern ORIGIN = Pattern.compile("https://[^/]+");

	private final String page;

	private final Class<?> listener;

	private final List<String> arguments = new ArrayList<>(List.of("--eventsource.defaults.reconnect.min-delay=20ms",
			"--eventsource.defaults.reconnect.jitter=0", "--spring.main.banner-mode=off"));

	private Recipe(String page, Class<?> listener) {
		this.page = page;
		this.listener = listener;
	}

	static Recipe of(String page, Class<?> listener) {
		return new Recipe(page, listener);
	}

	Recipe with(String property, Object value) {
		this.arguments.add("--" + property + "=" + value);
		return this;
	}

	ConfigurableApplicationContext cook(SseTestServer server) throws IOException {
		return new SpringApplicationBuilder(Kitchen.class, this.listener).web(WebApplicationType.NONE)
			.properties(settings(server.url()))
			.run(this.arguments.toArray(String[]::new));
	}

	private Properties settings(URI server) throws IOException {
		Matcher yaml = YAML.matcher(Files.readString(PAGES.resolve(this.page)));
		if (!yaml.find()) {
			throw new IllegalStateException("No settings in " + this.page);
		}
		YamlPropertiesFactoryBean reader = new YamlPropertiesFactoryBean();
		reader.setResources(new ByteArrayResource(yaml.group(1).getBytes()));
		Properties settings = Objects.requireNonNull(reader.getObject());
		settings.replaceAll((key, value) -> key.toString().endsWith(".url") ? local(value.toString(), server) : value);
		// not the half minute of a service with a quota
		settings.replaceAll((key, value) -> key.toString().endsWith("reconnect.delay") ? "20ms" : value);
		return settings;
	}

	private static String local(String url, URI server) {
		String origin = server.toString().replaceAll("/$", "");
		return ORIGIN.matcher(url).replaceFirst(Matcher.quoteReplacement(origin));
	}

	/**
	 * Returns the bytes of a recorded stream.
	 */
	static SseStream recorded(String name) {
		return SseResponse.stream().file(RECORDED.resolve(name + ".sse"));
	}

	static String text(String name) throws IOException {
		return Files.readString(RECORDED.resolve(name + ".sse"));
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Kitchen {

	}

}

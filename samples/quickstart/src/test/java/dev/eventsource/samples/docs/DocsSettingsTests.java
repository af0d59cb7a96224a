package dev.eventsource.samples.docs;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.regex.Pattern;

import dev.eventsource.EventSourceSpec;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.beans.factory.config.YamlPropertiesFactoryBean;
import org.springframework.boot.context.properties.bind.BindHandler;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.handler.NoUnboundElementsBindHandler;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.core.io.ByteArrayResource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The settings in the documents are those that there are, with the defaults they have.
 */
class DocsSettingsTests {

	private static final Pattern ROW = Pattern.compile("(?m)^\\| `([a-z0-9.*-]+)` \\| `?([^`|]+?)`? \\|");

	private static final Map<String, @Nullable Object> BUILT_IN = SettingsTree.flatten(EventSourceSpec.BUILT_IN);

	@Test
	void everySettingIsDocumentedOnce() throws IOException {
		assertThat(rows()).extracting(Row::key).containsExactlyInAnyOrderElementsOf(BUILT_IN.keySet());
	}

	@ParameterizedTest
	@MethodSource("rows")
	void defaultInTheTableIsBuiltIn(Row row) {
		Object builtIn = BUILT_IN.get(row.key());

		if (row.value().equals("none")) {
			assertThat(builtIn).isIn(null, Map.of(), List.of());
		}
		else if (!row.key().equals("auto-startup")) { // depends on the mode
			EventSourceSpec spec = bind(Map.of("any." + row.key(), row.value()), "any", EventSourceSpec.class);
			assertThat(SettingsTree.flatten(spec).get(row.key())).isEqualTo(builtIn);
		}
	}

	@ParameterizedTest
	@MethodSource("yaml")
	void yamlSetsWhatThereIs(Properties yaml) {
		assertThat(yaml).isNotEmpty();

		bind(yaml, "eventsource", Settings.class);
	}

	static List<Row> rows() throws IOException {
		return ROW.matcher(Files.readString(DocsFiles.CONFIGURATION))
			.results()
			.map((result) -> new Row(result.group(1).replace(".*", ""), result.group(2)))
			.filter((row) -> !row.key().startsWith("eventsource."))
			.toList();
	}

	static List<Properties> yaml() throws IOException {
		return DocsFiles.fenced("yaml").stream().map((block) -> parse(block.text())).toList();
	}

	private static Properties parse(String yaml) {
		YamlPropertiesFactoryBean properties = new YamlPropertiesFactoryBean();
		properties.setResources(new ByteArrayResource(yaml.getBytes(StandardCharsets.UTF_8)));
		return Objects.requireNonNull(properties.getObject());
	}

	private static <T> T bind(Map<?, ?> properties, String prefix, Class<T> type) {
		Binder binder = new Binder(new MapConfigurationPropertySource(new LinkedHashMap<>(properties)));
		return binder.bindOrCreate(prefix, Bindable.of(type), new NoUnboundElementsBindHandler(BindHandler.DEFAULT));
	}

	record Row(String key, String value) {
	}

	record Settings(@Nullable Boolean enabled, @Nullable Boolean autoStartup, @Nullable Stores checkpoint,
			@Nullable DeadLetters deadLetter, @Nullable EventSourceSpec defaults,
			@Nullable Map<String, EventSourceSpec> sources) {
	}

	record Stores(@Nullable Jdbc jdbc, @Nullable Redis redis) {
	}

	record DeadLetters(@Nullable String store, @Nullable Jdbc jdbc) {
	}

	record Jdbc(@Nullable String table, @Nullable String initializeSchema) {
	}

	record Redis(@Nullable String keyPrefix) {
	}

}

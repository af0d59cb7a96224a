package dev.eventsource.autoconfigure;

import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.Map;

import dev.eventsource.EventSourceSpec;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

class SettingsMetadataTests {

	private static final EventSourceSpec AUTO_STARTUP = EventSourceSpec.builder("http://a").autoStartup(true).build();

	private static final Map<String, JsonNode> PROPERTIES = new HashMap<>();

	@BeforeAll
	static void read() throws IOException {
		try (InputStream metadata = SettingsMetadataTests.class
			.getResourceAsStream("/META-INF/additional-spring-configuration-metadata.json")) {
			new JsonMapper().readTree(metadata)
				.get("properties")
				.forEach((property) -> PROPERTIES.put(property.get("name").asString(), property));
		}
	}

	@Test
	void describesEverySettingOfASource() {
		assertThat(SettingKeys.SOURCE.leaves())
			.allSatisfy((key) -> assertDescribed("eventsource.defaults." + key.path()));
	}

	@Test
	void describesEverySettingThatBelongsToNoSource() {
		SettingKeys.GLOBAL.leaves().forEach((key) -> assertDescribed("eventsource." + key.path()));
		assertDescribed("eventsource.sources");
		assertDescribed("management.health.eventsource.enabled");
		assertDescribed("management.info.eventsource.enabled");
	}

	@Test
	void describesNothingElse() {
		assertThat(PROPERTIES).hasSize(SettingKeys.SOURCE.leaves().size() + SettingKeys.GLOBAL.leaves().size() + 3);
	}

	@Test
	void tellsTheDefaultsThatAreBuiltIn() {
		assertThat(PROPERTIES.values()).filteredOn((property) -> property.has("defaultValue"))
			.extracting((property) -> property.get("name").asString())
			.filteredOn((name) -> name.startsWith("eventsource.defaults."))
			.hasSizeGreaterThan(50)
			.allSatisfy(SettingsMetadataTests::assertBuiltIn);
	}

	private static void assertBuiltIn(String name) {
		String yaml = name + ": \"" + PROPERTIES.get(name).get("defaultValue").asString() + '"';
		EventSourceSpec builtIn = EventSourceSpec.BUILT_IN.overlay(AUTO_STARTUP);

		EventSourceSpec typed = EventSourcePropertiesBinder.bind(TypedEnvironment.yaml(yaml)).defaults();

		assertThat(builtIn.overlay(typed)).isEqualTo(builtIn);
	}

	private static void assertDescribed(String name) {
		assertThat(PROPERTIES).containsKey(name);
		assertThat(PROPERTIES.get(name).get("description").asString()).as(name).endsWith(".").hasSizeGreaterThan(5);
	}

}

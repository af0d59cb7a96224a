package dev.eventsource.autoconfigure;

import dev.eventsource.PayloadConverter;
import dev.eventsource.payload.JacksonPayloadConverter;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

class EventSourcePayloadAutoConfigurationTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner().withConfiguration(
			AutoConfigurations.of(EventSourceAutoConfiguration.class, EventSourcePayloadAutoConfiguration.class));

	@Test
	void bindsPayloadsWithTheApplicationsMapper() {
		this.runner.withConfiguration(AutoConfigurations.of(JacksonAutoConfiguration.class))
			.run((context) -> assertThat(context).hasSingleBean(JacksonPayloadConverter.class));
	}

	@Test
	void leavesConversionToTheUser() {
		PayloadConverter own = (event, type) -> null;

		this.runner.withConfiguration(AutoConfigurations.of(JacksonAutoConfiguration.class))
			.withBean("own", PayloadConverter.class, () -> own)
			.run((context) -> assertThat(context.getBean(PayloadConverter.class)).isSameAs(own));
	}

	@Test
	void hasNoConverterWithoutAMapper() {
		this.runner.run((context) -> assertThat(context).doesNotHaveBean(PayloadConverter.class));
	}

	@Test
	void hasNoConverterWithoutJackson() {
		this.runner.withClassLoader(new FilteredClassLoader(JsonMapper.class))
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(PayloadConverter.class));
	}

}

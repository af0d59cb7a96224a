package dev.eventsource.autoconfigure;

import dev.eventsource.PayloadConverter;
import dev.eventsource.payload.JacksonPayloadConverter;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnSingleCandidate;
import org.springframework.context.annotation.Bean;
import tools.jackson.databind.json.JsonMapper;

/**
 * Auto-configuration for payloads in JSON, bound by the application's mapper.
 */
@AutoConfiguration(after = EventSourceAutoConfiguration.class,
		afterName = "org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration")
@ConditionalOnClass(JsonMapper.class)
@ConditionalOnSingleCandidate(JsonMapper.class)
public final class EventSourcePayloadAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean(PayloadConverter.class)
	JacksonPayloadConverter eventSourcePayloadConverter(JsonMapper mapper) {
		return new JacksonPayloadConverter(mapper);
	}

}

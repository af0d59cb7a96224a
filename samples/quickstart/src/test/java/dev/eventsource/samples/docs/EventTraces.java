package dev.eventsource.samples.docs;

import dev.eventsource.observation.EventTraceExtractor;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.json.JsonMapper;

/**
 * Events that carry the trace which they belong to.
 */
@Configuration(proxyBeanMethods = false)
class EventTraces {

	@Bean
	EventTraceExtractor traceInData(JsonMapper json) {
		return (event, field) -> json.readTree(event.data()).path(field).stringValue(null);
	}

}

package dev.eventsource.samples.docs;

import java.util.Base64;

import dev.eventsource.MessageEvent;
import dev.eventsource.PayloadConverter;
import dev.eventsource.payload.JacksonPayloadConverter;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Payloads in a format of one's own.
 */
@Configuration(proxyBeanMethods = false)
class PackedPayloads {

	@Bean
	PayloadConverter payloadConverter(JsonMapper mapper) {
		PayloadConverter json = new JacksonPayloadConverter(mapper);
		return (event, type) -> json.convert(event.source().equals("packed") ? unpacked(event) : event, type);
	}

	private static MessageEvent unpacked(MessageEvent event) {
		byte[] data = Base64.getDecoder().decode(event.dataBytes());
		return MessageEvent.of(event.source(), event.origin(), event.type(), data, event.lastEventId());
	}

}

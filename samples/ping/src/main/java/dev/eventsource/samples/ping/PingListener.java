package dev.eventsource.samples.ping;

import dev.eventsource.SseListener;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.stereotype.Component;

/**
 * Logs what the server sends.
 */
@Component
class PingListener {

	private static final Logger logger = LoggerFactory.getLogger(PingListener.class);

	@SseListener("ping")
	void onPing(Ping ping) {
		logger.info("ping at {}", ping.time());
	}

	@SseListener
	void onMessage(String message) {
		logger.info("message: {}", message);
	}

}

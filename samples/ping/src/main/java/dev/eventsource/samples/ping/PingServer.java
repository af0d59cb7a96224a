package dev.eventsource.samples.ping;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ThreadLocalRandom;

import reactor.core.publisher.Flux;

import org.springframework.http.codec.ServerSentEvent;
import org.springframework.web.bind.annotation.CrossOrigin;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Sends the time each second, and now and then a message.
 */
@RestController
@CrossOrigin
class PingServer {

	@GetMapping("/ping")
	Flux<ServerSentEvent<Object>> ping() {
		return Flux.interval(Duration.ZERO, Duration.ofSeconds(1)).onBackpressureDrop().concatMap((second) -> {
			var ping = ServerSentEvent.builder((Object) new Ping(Instant.now())).event("ping").build();
			var message = ServerSentEvent.builder((Object) "Second %d, and all is well".formatted(second)).build();
			return ThreadLocalRandom.current().nextInt(3) > 0 ? Flux.just(ping) : Flux.just(ping, message);
		});
	}

}

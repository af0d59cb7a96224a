package dev.eventsource.samples.operations.server;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

import jakarta.servlet.http.HttpServletResponse;
import org.apache.coyote.CloseNowException;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.StreamingResponseBody;

/**
 * Three services: one that is well, one that drops its clients and is away now and then,
 * and one that accepts clients and has nothing to tell them.
 */
@RestController
class StreamsController {

	private static final byte[] COMMENT = ": nothing new\n\n".getBytes(StandardCharsets.UTF_8);

	private static final int AWAY_EACH = 3;

	private final AtomicInteger visits = new AtomicInteger();

	private final Ticks ticks;

	private final Duration upFor;

	StreamsController(@Value("${operations.pace}") Duration pace, @Value("${operations.up-for}") Duration upFor) {
		this.ticks = new Ticks(pace);
		this.upFor = upFor;
	}

	@GetMapping("/streams/healthy")
	ResponseEntity<StreamingResponseBody> healthy(
			@RequestHeader(name = "Last-Event-ID", defaultValue = "") String lastEventId,
			HttpServletResponse response) {
		return stream(() -> replay(lastEventId, Long.MAX_VALUE, response.getOutputStream()));
	}

	@GetMapping("/streams/flapping")
	ResponseEntity<StreamingResponseBody> flapping(
			@RequestHeader(name = "Last-Event-ID", defaultValue = "") String lastEventId,
			HttpServletResponse response) {
		if (this.visits.incrementAndGet() % AWAY_EACH == 0) {
			return ResponseEntity.status(HttpStatus.SERVICE_UNAVAILABLE).build();
		}
		long end = System.currentTimeMillis() + this.upFor.toMillis();
		return stream(() -> {
			replay(lastEventId, end, response.getOutputStream());
			throw new CloseNowException("Dropped on purpose");
		});
	}

	@GetMapping("/streams/silent")
	ResponseEntity<StreamingResponseBody> silent(HttpServletResponse response) {
		return stream(() -> {
			while (true) {
				send(COMMENT, response.getOutputStream());
				waitUntil(System.currentTimeMillis() + 1000);
			}
		});
	}

	private static ResponseEntity<StreamingResponseBody> stream(Body body) {
		return ResponseEntity.ok()
			.contentType(MediaType.TEXT_EVENT_STREAM)
			// the stream that Spring hands in does not pass flush() on
			.body((swallowsFlush) -> body.write());
	}

	private void replay(String lastEventId, long end, OutputStream client) throws IOException {
		send(COMMENT, client);
		long tick = this.ticks.behind(lastEventId, System.currentTimeMillis());
		while (tick < end) {
			waitUntil(tick);
			send(this.ticks.event(tick), client);
			tick = this.ticks.next(tick);
		}
	}

	/**
	 * Throws once the client has gone, which ends its stream.
	 */
	private static void send(byte[] bytes, OutputStream client) throws IOException {
		client.write(bytes);
		client.flush();
	}

	private static void waitUntil(long time) throws CloseNowException {
		try {
			Thread.sleep(Math.max(0, time - System.currentTimeMillis()));
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new CloseNowException("Server stops");
		}
	}

	@FunctionalInterface
	private interface Body {

		void write() throws IOException;

	}

}

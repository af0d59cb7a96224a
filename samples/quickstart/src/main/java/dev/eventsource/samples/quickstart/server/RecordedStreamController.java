package dev.eventsource.samples.quickstart.server;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

import jakarta.servlet.http.HttpServletResponse;
import org.apache.coyote.CloseNowException;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.io.Resource;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.StreamingResponseBody;

/**
 * Serves the recording under the path that Wikimedia's stream has. No connection lasts: a
 * client sees all events only if it comes back and says where it was.
 */
@RestController
class RecordedStreamController {

	private static final int EVENTS_OF_FIRST_CONNECTION = 50;

	private static final int EVENTS_OF_RESUMED_CONNECTION = 140;

	private static final int EVENTS_BETWEEN_COMMENTS = 20;

	private static final byte[] COMMENT = ": still here\n\n".getBytes(StandardCharsets.UTF_8);

	private final Recording recording;

	private final Duration pace;

	RecordedStreamController(@Value("classpath:wikimedia-recentchange.sse") Resource file,
			@Value("${quickstart.pace}") Duration pace) throws IOException {
		this.recording = Recording.of(file);
		this.pace = pace;
	}

	@GetMapping("/v2/stream/recentchange")
	ResponseEntity<StreamingResponseBody> recentChange(
			@RequestHeader(name = "Last-Event-ID", defaultValue = "") String header,
			@RequestParam(name = "lastEventId", defaultValue = "") String parameter, HttpServletResponse response) {
		// some polyfills can set no header
		int position = this.recording.positionAfter(header.isEmpty() ? parameter : header);
		int end = position + ((position == 0) ? EVENTS_OF_FIRST_CONNECTION : EVENTS_OF_RESUMED_CONNECTION);
		return ResponseEntity.ok()
			.contentType(MediaType.TEXT_EVENT_STREAM)
			// the stream that Spring hands in does not pass flush() on: events would come
			// in heaps
			.body((swallowsFlush) -> replay(position, end, response.getOutputStream()));
	}

	private void replay(int position, int end, OutputStream client) throws IOException {
		send(this.recording.greeting(), client);
		for (int next = position; next < end; next++) {
			waitForPace();
			send(this.recording.event(next), client);
			if ((next + 1) % EVENTS_BETWEEN_COMMENTS == 0) {
				send(COMMENT, client);
			}
		}
		cut(this.recording.event(end), client);
	}

	/**
	 * Drops the connection in the middle of an event, and now and then, as services do
	 * too, between two.
	 */
	private void cut(byte[] next, OutputStream client) throws IOException {
		if (ThreadLocalRandom.current().nextInt(4) > 0) {
			client.write(next, 0, next.length / 2);
			client.flush();
		}
		throw new CloseNowException("Dropped on purpose");
	}

	/**
	 * Throws once the client has gone, which ends its replay.
	 */
	private static void send(byte[] bytes, OutputStream client) throws IOException {
		client.write(bytes);
		client.flush();
	}

	private void waitForPace() throws InterruptedIOException {
		try {
			Thread.sleep(this.pace.toMillis());
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new InterruptedIOException("Server stops");
		}
	}

}

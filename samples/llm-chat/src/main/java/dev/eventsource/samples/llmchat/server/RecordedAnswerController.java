package dev.eventsource.samples.llmchat.server;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

import jakarta.servlet.http.HttpServletResponse;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Profile;
import org.springframework.core.io.Resource;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.StreamingResponseBody;

/**
 * Answers under the path that the API of a model has, token by token.
 */
@RestController
@Profile("!live")
class RecordedAnswerController {

	private final String[] events;

	private final Duration pace;

	RecordedAnswerController(@Value("classpath:answer.sse") Resource file, @Value("${llm-chat.pace}") Duration pace)
			throws IOException {
		this.events = file.getContentAsString(StandardCharsets.UTF_8).split("(?<=\n\n)");
		this.pace = pace;
	}

	@PostMapping("/v1/chat/completions")
	ResponseEntity<StreamingResponseBody> complete(@RequestBody Asked asked, HttpServletResponse response) {
		if (!asked.stream()) {
			return ResponseEntity.badRequest().build();
		}
		return ResponseEntity.ok()
			.contentType(MediaType.TEXT_EVENT_STREAM)
			// the stream that Spring hands in does not pass flush() on: tokens would come
			// in heaps
			.body((swallowsFlush) -> replay(response.getOutputStream()));
	}

	/**
	 * Throws once the client has gone, which ends the answer.
	 */
	private void replay(OutputStream client) throws IOException {
		for (String event : this.events) {
			client.write(event.getBytes(StandardCharsets.UTF_8));
			client.flush();
			waitForPace();
		}
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

	record Asked(String model, boolean stream) {
	}

}

package dev.eventsource.samples.quickstart.server;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.Test;

import org.springframework.core.io.ByteArrayResource;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;

import static org.assertj.core.api.Assertions.assertThat;

class RecordingTests {

	@Test
	void keepsEveryByteOfTheFile() throws IOException {
		Resource file = new ClassPathResource("wikimedia-recentchange.sse");
		Recording recording = Recording.of(file);

		ByteArrayOutputStream replayed = new ByteArrayOutputStream();
		replayed.write(recording.greeting());
		for (int position = 0; position < 100; position++) {
			replayed.write(recording.event(position));
		}

		assertThat(replayed.toByteArray()).isEqualTo(file.getContentAsByteArray());
	}

	@Test
	void beginsAgainBehindTheLastEvent() throws IOException {
		Recording recording = recording("a", "b");

		assertThat(recording.event(2)).isEqualTo(recording.event(0));
	}

	@Test
	void goesOnBehindTheFirstEventOfAnId() throws IOException {
		Recording recording = recording("a", "b", "b", "b", "c");

		assertThat(recording.positionAfter("b")).isEqualTo(2);
	}

	@Test
	void goesOnFromTheStartWhenAnIdIsNotKnown() throws IOException {
		assertThat(recording("a", "b").positionAfter("x")).isZero();
	}

	private static Recording recording(String... ids) throws IOException {
		StringBuilder file = new StringBuilder(":ok\n\n");
		for (String id : ids) {
			file.append("id: ").append(id).append("\ndata: {}\n\n");
		}
		return Recording.of(new ByteArrayResource(file.toString().getBytes(StandardCharsets.UTF_8)));
	}

}

package dev.eventsource.samples.quickstart.server;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

import org.springframework.core.io.Resource;

/**
 * A recorded stream, cut into its greeting and its events.
 */
final class Recording {

	private static final String END_OF_BLOCK = "\n\n";

	private final byte[] greeting;

	private final List<RecordedEvent> events;

	private Recording(List<String> blocks) {
		this.greeting = bytes(blocks.get(0));
		this.events = blocks.stream().skip(1).map((block) -> new RecordedEvent(id(block), bytes(block))).toList();
	}

	static Recording of(Resource file) throws IOException {
		return new Recording(List.of(file.getContentAsString(StandardCharsets.UTF_8).split(END_OF_BLOCK)));
	}

	byte[] greeting() {
		return this.greeting;
	}

	/**
	 * Returns the bytes of an event. Behind the last one comes the first again: a service
	 * never ends.
	 * @param position counted from 0
	 * @return the bytes, blank line included
	 */
	byte[] event(int position) {
		return this.events.get(position % this.events.size()).bytes();
	}

	/**
	 * Returns where a client goes on that has seen an id. Events share ids here, so this
	 * is behind the <em>first</em> one of that id: the client may see an event twice, but
	 * misses none.
	 * @param lastEventId the id; one that is not known means the start
	 * @return the position
	 */
	int positionAfter(String lastEventId) {
		for (int position = 0; position < this.events.size(); position++) {
			if (this.events.get(position).id().equals(lastEventId)) {
				return position + 1;
			}
		}
		return 0;
	}

	private static String id(String block) {
		return Arrays.stream(block.split("\n"))
			.filter((line) -> line.startsWith("id: "))
			.map((line) -> line.substring("id: ".length()))
			.findFirst()
			.orElseThrow();
	}

	private static byte[] bytes(String block) {
		return (block + END_OF_BLOCK).getBytes(StandardCharsets.UTF_8);
	}

	private record RecordedEvent(String id, byte[] bytes) {
	}

}

package dev.eventsource.connection;

import java.net.URI;
import java.util.Map;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class StreamRequestTests {

	private final StreamRequests requests = new StreamRequests(Map.of("Accept", "text/event-stream", "X-Key", "secret"),
			"since");

	@Test
	void leavesEverythingOfTheRequestAloneBehindWhenRestricted() {
		StreamRequest request = create(1, true);

		assertThat(request.headers()).containsOnlyKeys("Accept", "Last-Event-ID");
		assertThat(request.uri()).hasToString("https://a.example/stream");
	}

	@Test
	void joinsCookies() {
		assertThat(create(0, false).headers()).containsEntry("Cookie", "kept=1");
	}

	private StreamRequest create(int redirects, boolean restricted) {
		Hop hop = new Hop(URI.create("https://a.example/stream"), redirects, restricted);
		return this.requests.create(hop, "7",
				new RequestParts(Map.of("Authorization", "secret"), Map.of("key", "secret"), "kept=1"));
	}

}

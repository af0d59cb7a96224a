package dev.eventsource.samples.quickstart;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Import;
import org.springframework.core.io.ClassPathResource;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.util.TestSocketUtils;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * The sample as it is, but quicker.
 */
@SpringBootTest(webEnvironment = WebEnvironment.DEFINED_PORT,
		properties = { "quickstart.pace=5ms", "eventsource.sources.wikimedia.reconnect.delay=50ms",
				"eventsource.sources.wikimedia.reconnect.min-delay=50ms" })
@Import(Watch.class)
@ExtendWith(OutputCaptureExtension.class)
class QuickstartApplicationTests {

	@Autowired
	private Seen seen;

	@DynamicPropertySource
	static void freePort(DynamicPropertyRegistry registry) {
		int port = TestSocketUtils.findAvailableTcpPort();
		registry.add("server.port", () -> port);
	}

	@Test
	void missesNoEventAlthoughConnectionsAreDropped(CapturedOutput output) throws IOException {
		await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
			assertThat(this.seen.ids()).containsAll(idsOfTheFile());
			assertThat(this.seen.sentIds()).hasSizeGreaterThan(2);
		});

		assertThat(this.seen.sentIds().poll()).isEmpty();
		assertThat(this.seen.sentIds()).allSatisfy((id) -> assertThat(idsOfTheFile()).contains(id));
		assertThat(output).contains("enwiki                 +13  User-004              Natural philosophy");
	}

	private static Set<String> idsOfTheFile() throws IOException {
		String file = new ClassPathResource("wikimedia-recentchange.sse").getContentAsString(StandardCharsets.UTF_8);
		return file.lines()
			.filter((line) -> line.startsWith("id: "))
			.map((line) -> line.substring("id: ".length()))
			.collect(Collectors.toSet());
	}

}

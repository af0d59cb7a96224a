package dev.eventsource.samples.llmchat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

import dev.eventsource.client.EventSourceClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.util.TestSocketUtils;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * The sample as it is, but quicker, from outside.
 */
@SpringBootTest(webEnvironment = WebEnvironment.DEFINED_PORT, args = "--ask=What is a stream?",
		properties = "llm-chat.pace=10ms")
@ExtendWith(OutputCaptureExtension.class)
class LlmChatTests {

	private final HttpClient http = HttpClient.newHttpClient();

	@Autowired
	private Chat chat;

	@Autowired
	private EventSourceClient client;

	@Value("${server.port}")
	private int port;

	@DynamicPropertySource
	static void freePort(DynamicPropertyRegistry registry) {
		int port = TestSocketUtils.findAvailableTcpPort();
		registry.add("server.port", () -> port);
	}

	private HttpResponse<InputStream> get(String path) throws IOException, InterruptedException {
		URI uri = URI.create("http://localhost:" + this.port + path);
		return this.http.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofInputStream());
	}

	@Test
	void printsTheAnswerToTheQuestionOfTheCommandLine(CapturedOutput output) {
		this.chat.ask("again", System.out::print);

		assertThat(output.getAll()).contains(answer());
	}

	@Test
	void streamsTheAnswerToABrowser() throws Exception {
		List<String> lines = lines("/answer?question=what");

		assertThat(lines).contains("event:message", "event:done");
		assertThat(lines.stream().filter((line) -> line.startsWith("data:"))).hasSizeGreaterThan(20)
			.allMatch((line) -> line.startsWith("data:{\"text\":\""));
	}

	@Test
	void cancelsTheRequestToTheModelWhenTheBrowserLeaves() throws Exception {
		InputStream body = get("/answer?question=what").body();
		assertThat(body.read()).isNotNegative();
		assertThat(this.client.underWay()).isEqualTo(1);

		body.close();

		await().atMost(Duration.ofSeconds(20)).until(() -> this.client.underWay() == 0);
	}

	@Test
	void servesThePageThatAsks() throws Exception {
		assertThat(lines("/")).anyMatch((line) -> line.contains("new EventSource(\"answer?question=\""));
	}

	private String answer() {
		List<String> tokens = this.chat.ask("what").collectList().block(Duration.ofSeconds(20));
		assertThat(tokens).isNotNull().hasSizeGreaterThan(20);
		return String.join("", tokens);
	}

	private List<String> lines(String path) throws IOException, InterruptedException {
		try (BufferedReader reader = new BufferedReader(
				new InputStreamReader(get(path).body(), StandardCharsets.UTF_8))) {
			return reader.lines().toList();
		}
	}

}

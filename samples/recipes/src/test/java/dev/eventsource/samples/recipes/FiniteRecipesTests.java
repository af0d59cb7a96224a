package dev.eventsource.samples.recipes;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import dev.eventsource.ConnectionFailedException;
import dev.eventsource.test.RecordedRequest;
import dev.eventsource.test.SseResponse;
import dev.eventsource.test.SseTestServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * Recipes for streams that answer a request.
 */
class FiniteRecipesTests {

	private static final Duration LONG = Duration.ofSeconds(30);

	private final SseTestServer server = SseTestServer.start();

	@AfterEach
	void close() {
		this.server.close();
	}

	private ConfigurableApplicationContext openAi() throws IOException {
		return Recipe.of("openai.md", OpenAi.class).with("OPENAI_API_KEY", "k").cook(this.server);
	}

	private ConfigurableApplicationContext anthropic() throws IOException {
		return Recipe.of("anthropic.md", Anthropic.class).with("ANTHROPIC_API_KEY", "k").cook(this.server);
	}

	@ParameterizedTest
	@CsvSource({ "llm-openai-2, 20", "llm-openai-3, 80" })
	void openAiAnswersUpToDone(String name, int least) throws IOException {
		this.server.enqueue(Recipe.recorded(name).stayOpen());

		try (ConfigurableApplicationContext context = openAi()) {
			List<String> tokens = context.getBean(OpenAi.class).ask("why").collectList().block(LONG);

			assertThat(tokens).hasSizeGreaterThanOrEqualTo(least).noneMatch((token) -> token.contains("DONE"));
			RecordedRequest request = this.server.takeRequest();
			assertThat(request.method()).isEqualTo("POST");
			assertThat(request.header("Authorization")).contains("Bearer k");
			assertThat(request.bodyText()).contains("\"stream\":true", "\"content\":\"why\"");
			this.server.awaitClosed();
		}
	}

	@Test
	void openAiCallsToolsWithoutText() throws IOException {
		this.server.enqueue(Recipe.recorded("llm-openai-1").stayOpen());

		try (ConfigurableApplicationContext context = openAi()) {
			assertThat(context.getBean(OpenAi.class).ask("weather").collectList().block(LONG)).isEmpty();
		}
	}

	@Test
	void openAiIsAskedAgainAfterTooManyRequestsAndTellsOtherErrors() throws IOException {
		String problem = "{\"error\":{\"code\":\"context_length_exceeded\"}}";
		this.server.enqueue(SseResponse.status(429).header("Retry-After", "0"),
				SseResponse.status(400).body(problem, "application/json"));

		try (ConfigurableApplicationContext context = openAi()) {
			ConnectionFailedException failure = catchThrowableOfType(ConnectionFailedException.class,
					() -> context.getBean(OpenAi.class).ask("why").blockLast(LONG));

			assertThat(failure.body()).isEqualTo(problem);
			assertThat(this.server.requests()).hasSize(2);
		}
	}

	@ParameterizedTest
	@CsvSource({ "llm-anthropic-1, 'Certainly! I can help you'", "llm-anthropic-2, ''" })
	void anthropicAnswersUpToMessageStop(String name, String beginning) throws IOException {
		this.server.enqueue(Recipe.recorded(name).stayOpen());

		try (ConfigurableApplicationContext context = anthropic()) {
			List<String> texts = context.getBean(Anthropic.class).ask("weather").collectList().block(LONG);

			assertThat(String.join("", texts)).isNotEmpty().startsWith(beginning);
			assertThat(this.server.takeRequest().header("anthropic-version")).contains("2023-06-01");
			this.server.awaitClosed();
		}
	}

	@Test
	void anthropicIsNotAskedAgainWhenItGivesUpInTheMidst() throws IOException {
		String overloaded = "{\"type\":\"error\",\"error\":{\"type\":\"overloaded_error\",\"message\":\"Overloaded\"}}";
		this.server
			.always(SseResponse.stream().event("ping", "", "{\"type\":\"ping\"}").event("error", "", overloaded).end());

		try (ConfigurableApplicationContext context = anthropic()) {
			assertThatIllegalStateException()
				.isThrownBy(() -> context.getBean(Anthropic.class).ask("weather").blockLast(LONG))
				.withMessageContaining("overloaded_error");
			assertThat(this.server.requests()).hasSize(1);
		}
	}

	@Test
	void mcpGivesProgressAndThenTheResult() throws IOException {
		this.server.always((request) -> request.method().equals("POST") ? Recipe.recorded("mcp-streamable-http").end()
				: SseResponse.stream().stayOpen());

		try (ConfigurableApplicationContext context = Recipe.of("mcp.md", Mcp.class)
			.with("MCP_SESSION", "s-1")
			.cook(this.server)) {
			List<Mcp.Message> messages = context.getBean(Mcp.class)
				.call("longRunningOperation", Map.of("steps", 4))
				.collectList()
				.block(LONG);

			assertThat(messages).hasSize(5);
			assertThat(messages.get(4).result()).isNotNull();
			assertThat(this.server.requests()).anySatisfy((request) -> {
				assertThat(request.header("Accept")).contains("application/json, text/event-stream");
				assertThat(request.bodyText()).contains("\"name\":\"longRunningOperation\"");
			});
		}
	}

}

package dev.eventsource.client;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

import dev.eventsource.EventSource;
import dev.eventsource.EventSourceCustomizer;
import dev.eventsource.EventSourceRequest;
import dev.eventsource.EventSourceRequestCustomizer;
import dev.eventsource.EventSourceSpec;
import dev.eventsource.InvalidSpecException;
import dev.eventsource.test.RecordedRequest;
import dev.eventsource.test.SseResponse;
import dev.eventsource.test.SseTestServer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.web.reactive.function.client.ClientRequest;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.ExchangeFilterFunction;
import org.springframework.web.reactive.function.client.ExchangeFunction;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Mono;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class SourceCustomizerTests {

	private final SseTestServer server = SseTestServer.start();

	private final SseTestServer other = SseTestServer.start();

	private final RegistryBuilder builder = LiveEventSourceRegistry.builder(WebClient.builder());

	private LiveEventSourceRegistry registry = this.builder.build();

	@AfterEach
	void close() {
		this.registry.close();
		this.server.close();
		this.other.close();
	}

	@Test
	void changesTheSettingsOfASource() {
		this.server.always(SseResponse.stream().stayOpen());
		this.builder.customizers(List.of(new EventSourceCustomizer() {

			@Override
			public EventSourceSpec customize(String source, EventSourceSpec spec) {
				return spec.with((changes) -> changes.header("X-Source", source));
			}

		}));

		start("prices");

		assertThat(this.server.takeRequest().header("X-Source")).hasValue("prices");
	}

	@Test
	void disablesASource() {
		this.builder.customizers(List.of(new EventSourceCustomizer() {

			@Override
			public EventSourceSpec customize(String source, EventSourceSpec spec) {
				return spec.with((changes) -> changes.enabled(false));
			}

		}));

		EventSource source = start("prices", spec());

		assertThat(source.state().reason()).isEqualTo("disabled");
		assertThat(this.server.requests()).isEmpty();
	}

	@Test
	void changesTheClientOfThatSourceOnly() {
		this.server.always(SseResponse.stream().stayOpen());
		this.builder.customizers(List.of(defaultHeaderFor("prices")));
		start("prices");
		assertThat(this.server.takeRequest().header("X-Default")).hasValue("secret");

		open("trades");

		assertThat(this.server.takeRequest().header("X-Default")).isEmpty();
	}

	@Test
	void changesNothingForAnotherOrigin() {
		this.server.always(SseResponse.redirect(302, this.other.url("/stream").toString()));
		this.other.always(SseResponse.stream().stayOpen());
		this.builder.customizers(List.of(defaultHeaderFor("prices")));

		start("prices");

		assertThat(this.other.takeRequest().headerNames()).doesNotContain("X-Default");
	}

	@Test
	void canNotFollowRedirectsByAFilterWithCredentials() {
		this.server.always(SseResponse.redirect(302, this.other.url("/stream").toString()));
		this.other.always(SseResponse.stream().stayOpen());
		this.builder.customizers(List.of(filtering(this::follow)));
		EventSourceSpec spec = spec().with((changes) -> changes.bearer("secret").header("X-Key", "secret"));

		start("prices", spec);

		RecordedRequest redirected = this.other.takeRequest();
		assertThat(new String(redirected.head(), StandardCharsets.ISO_8859_1)).doesNotContain("secret");
	}

	@Test
	void canNotLeaveTlsByAFilter() {
		this.builder.customizers(List.of(filtering(
				(request, next) -> next.exchange(ClientRequest.from(request).url(this.other.url("/stream")).build()))));
		EventSourceSpec spec = EventSourceSpec.builder("https://127.0.0.1:" + this.server.port()).build();

		EventSource source = start("prices", spec);

		this.other.awaitOpenConnections(0);
		await(source, "io");
		assertThat(this.other.requests()).isEmpty();
	}

	@Test
	void customizesRequestsOfThoseItIsFor() {
		this.server.always(SseResponse.stream().stayOpen());
		this.builder.requestCustomizers(List.of(new TokenForPrices()));
		start("prices");
		assertThat(this.server.takeRequest().header("Authorization")).hasValue("Bearer of prices");

		open("trades");

		assertThat(this.server.takeRequest().header("Authorization")).isEmpty();
	}

	@Test
	void asksWhoeverGivesOAuth2Tokens() {
		this.server.always(SseResponse.stream().stayOpen());
		this.builder.oauth2((registration) -> (request) -> request.bearer("of " + registration));

		start("prices", spec().with((changes) -> changes.oauth2Registration("ours")));

		assertThat(this.server.takeRequest().header("Authorization")).hasValue("Bearer of ours");
	}

	@Test
	void needsSomebodyWhoGivesOAuth2Tokens() {
		EventSourceSpec spec = spec().with((changes) -> changes.oauth2Registration("ours"));

		assertThatExceptionOfType(InvalidSpecException.class).isThrownBy(() -> this.registry.add("prices", spec))
			.withMessageContaining("'auth.oauth2.registration' is set, but nobody gives OAuth2 tokens");
	}

	private Mono<ClientResponse> follow(ClientRequest request, ExchangeFunction next) {
		return next.exchange(request)
			.flatMap((response) -> response.releaseBody()
				.then(next.exchange(ClientRequest.from(request).url(this.other.url("/stream")).build())));
	}

	private EventSource start(String name) {
		return start(name, spec());
	}

	private EventSource start(String name, EventSourceSpec spec) {
		this.registry.close();
		this.registry = this.builder.build();
		return open(name, spec);
	}

	private void open(String name) {
		open(name, spec());
	}

	private EventSource open(String name, EventSourceSpec spec) {
		EventSource source = this.registry.add(name, spec);
		source.onMessage((message) -> {
		});
		source.start();
		return source;
	}

	private static void await(EventSource source, String reason) {
		Awaitility.await().until(() -> source.state().reason().equals(reason));
	}

	private EventSourceSpec spec() {
		return EventSourceSpec.builder(this.server.url("/stream").toString())
			.reconnectDelay(Duration.ofMillis(20))
			.build();
	}

	private static EventSourceCustomizer defaultHeaderFor(String name) {
		return new EventSourceCustomizer() {

			@Override
			public void customize(String source, WebClient.Builder client) {
				if (source.equals(name)) {
					client.defaultHeader("X-Default", "secret");
				}
			}

		};
	}

	private static EventSourceCustomizer filtering(ExchangeFilterFunction filter) {
		return new EventSourceCustomizer() {

			@Override
			public void customize(String source, WebClient.Builder client) {
				client.filter(filter);
			}

		};
	}

	private static final class TokenForPrices implements EventSourceRequestCustomizer {

		@Override
		public boolean isFor(String source) {
			return source.equals("prices");
		}

		@Override
		public void customize(EventSourceRequest request) {
			request.bearer("of " + request.source());
		}

	}

}

package dev.eventsource.connection;

import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

import javax.net.ssl.SSLEngine;

import dev.eventsource.EventSourceSpec;
import dev.eventsource.test.RecordedRequest;
import dev.eventsource.test.SseResponse;
import dev.eventsource.test.SseTestServer;
import io.netty.buffer.ByteBufAllocator;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.web.reactive.function.client.ClientRequest;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.netty.tcp.SslProvider;

import static org.assertj.core.api.Assertions.assertThat;

class WebClientTransportTests {

	private static final TransportProfile PROFILE = TransportProfile.from(EventSourceSpec.BUILT_IN);

	private final SseTestServer server = SseTestServer.start();

	private final List<String> told = new CopyOnWriteArrayList<>();

	private WebClientTransport transport = new WebClientTransport(WebClient.builder(), PROFILE, null);

	@AfterEach
	void close() {
		this.transport.close();
		this.server.awaitOpenConnections(0);
		this.server.close();
	}

	@Test
	void tellsHeadThenBodyThenEnd() {
		this.server.enqueue(SseResponse.stream("data: a\n\n").end());

		open(false).request(100);

		await("end");
		assertThat(this.told).containsExactly("connected", "head 200 text/event-stream", "body data: a\n\n", "end");
	}

	@Test
	void readsNoBodyThatNobodyAskedFor() {
		this.server.enqueue(SseResponse.stream("data: a\n\n").end());

		Transport.Exchange exchange = open(false);
		await("head 200 text/event-stream");

		assertThat(this.told).containsExactly("connected", "head 200 text/event-stream");
		exchange.cancel();
		exchange.cancel();
	}

	@Test
	void keepsTheApplicationsHeadersAndFilters() {
		this.transport = new WebClientTransport(intrusive(), PROFILE, null);
		this.server.enqueue(SseResponse.stream().stayOpen());

		open(false);

		RecordedRequest request = this.server.takeRequest();
		assertThat(request.header("X-Default")).hasValue("secret");
		assertThat(request.header("X-Filter")).hasValue("secret");
		assertThat(request.header("X-Ours")).hasValue("mine");
	}

	@Test
	void takesThemAwayFromARestrictedRequest() {
		this.transport = new WebClientTransport(intrusive(), PROFILE, null);
		this.server.enqueue(SseResponse.stream().stayOpen());

		open(true);

		RecordedRequest request = this.server.takeRequest();
		assertThat(new String(request.head(), StandardCharsets.ISO_8859_1)).doesNotContain("secret")
			.doesNotContain("mine");
		assertThat(request.headers("Accept")).containsExactly("text/event-stream");
	}

	@Test
	void takesThemAwayFromARequestThatAFilterSendsElsewhere() {
		WebClient.Builder detour = intrusive().filter((request, next) -> next
			.exchange(ClientRequest.from(request).url(this.server.url("/elsewhere")).build()));
		this.transport = new WebClientTransport(detour, PROFILE, null);
		this.server.enqueue(SseResponse.stream().stayOpen());

		this.transport.open(
				new StreamRequest(URI.create("http://a.invalid/"), "GET", Map.of("Authorization", "secret"), false),
				new Listener());

		assertThat(new String(this.server.takeRequest().head(), StandardCharsets.ISO_8859_1)).doesNotContain("secret");
	}

	@Test
	void writesACharacterAsAByte() {
		this.server.enqueue(SseResponse.stream().stayOpen());

		this.transport.open(
				new StreamRequest(this.server.url(), "GET", Map.of("X-Name", HeaderRules.toBytes("zoë €")), false),
				new Listener());

		assertThat(this.server.takeRequest().headerBytes("X-Name").orElseThrow())
			.isEqualTo("zoë €".getBytes(StandardCharsets.UTF_8));
	}

	@Test
	void checksTheHostNameOfCertificates() {
		SSLEngine engine = SslProvider.defaultClientProvider()
			.getSslContext()
			.newEngine(ByteBufAllocator.DEFAULT, "a.example", 443);

		assertThat(engine.getSSLParameters().getEndpointIdentificationAlgorithm()).isEqualTo("HTTPS");
	}

	private Transport.Exchange open(boolean restricted) {
		Map<String, String> headers = Map.of("Accept", "text/event-stream", "X-Ours", "mine");
		return this.transport.open(new StreamRequest(this.server.url(), "GET", headers, restricted), new Listener());
	}

	private static WebClient.Builder intrusive() {
		return WebClient.builder()
			.defaultHeader("X-Default", "secret")
			.defaultHeader("Accept", "secret/secret")
			.defaultCookie("session", "secret")
			.filter((request,
					next) -> next.exchange(ClientRequest.from(request)
						.header("X-Filter", "secret")
						.cookie("other", "secret")
						.httpRequest((sent) -> sent.getHeaders().set("X-Late", "secret"))
						.build()));
	}

	private void await(String line) {
		Awaitility.await().atMost(Duration.ofSeconds(10)).until(() -> this.told.contains(line));
	}

	/**
	 * Writes down what it is told.
	 */
	private final class Listener implements ExchangeListener {

		@Override
		public void onConnected() {
			WebClientTransportTests.this.told.add("connected");
		}

		@Override
		public void onHead(ResponseHead head) {
			WebClientTransportTests.this.told.add("head " + head.status() + " " + head.header("content-type"));
		}

		@Override
		public void onBody(ByteBuffer buffer) {
			WebClientTransportTests.this.told.add("body " + StandardCharsets.UTF_8.decode(buffer));
		}

		@Override
		public void onEnd() {
			WebClientTransportTests.this.told.add("end");
		}

		@Override
		public void onError(Throwable failure) {
			WebClientTransportTests.this.told.add("error");
		}

	}

}

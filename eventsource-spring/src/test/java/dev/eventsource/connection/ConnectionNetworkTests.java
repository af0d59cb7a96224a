package dev.eventsource.connection;

import java.nio.charset.StandardCharsets;

import dev.eventsource.EventSourceState.Kind;
import dev.eventsource.test.RecordedRequest;
import dev.eventsource.test.SseResponse;
import dev.eventsource.test.SseTestServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A connection on real sockets.
 */
@ExtendWith(OutputCaptureExtension.class)
class ConnectionNetworkTests {

	private final SocketFixture world = new SocketFixture();

	@AfterEach
	void nothingIsLeftBehind(CapturedOutput output) {
		this.world.close();
		assertThat(output).doesNotContain("LEAK", "onErrorDropped", "Operator called default onError");
	}

	@Test
	void readsAStream() {
		this.world.server.enqueue(SseResponse.stream("id: 1\ndata: a\n\ndata: b\n\n").stayOpen());

		this.world.connection.start("");

		SocketFixture.await(() -> this.world.receiver.events.size() == 2);
		assertThat(this.world.receiver.data()).containsExactly("a", "b");
		assertThat(this.world.connection.lastEventId()).isEqualTo("1");
		assertThat(this.world.connection.state().kind()).isEqualTo(Kind.OPEN);
	}

	@Test
	void sendsTheHeadersOfTheStandard() {
		this.world.server.enqueue(SseResponse.stream().stayOpen());

		this.world.connection.start("41");

		RecordedRequest request = this.world.server.takeRequest();
		assertThat(request.headers("Accept")).containsExactly("text/event-stream");
		assertThat(request.headers("Cache-Control")).containsExactly("no-cache");
		assertThat(request.headers("Accept-Encoding")).containsExactly("identity");
		assertThat(request.headers("Last-Event-ID")).containsExactly("41");
		assertThat(request.header("User-Agent").orElseThrow()).startsWith("eventsource-spring/");
	}

	@Test
	void sendsAnIdAsUtf8() {
		this.world.server.enqueue(SseResponse.stream().stayOpen());

		this.world.connection.start(" €\uD83D\uDE00\t");

		byte[] sent = this.world.server.takeRequest().headerBytes("Last-Event-ID").orElseThrow();
		assertThat(sent).isEqualTo("€\uD83D\uDE00".getBytes(StandardCharsets.UTF_8));
	}

	@Test
	void goesOnFromTheReceivedIdAfterACutInAnEvent() {
		this.world.server.enqueue(SseResponse.stream("id: 1\ndata: a\n\nid: 2\ndata: b\n").drop(),
				SseResponse.stream("id: 2\ndata: b\n\n").stayOpen());

		this.world.connection.start("");

		SocketFixture.await(() -> this.world.receiver.events.size() == 2);
		this.world.server.takeRequest();
		assertThat(this.world.server.takeRequest().lastEventId()).hasValue("1");
		assertThat(this.world.receiver.data()).containsExactly("a", "b");
		assertThat(this.world.observer.lostReasons()).containsExactly("truncated-chunk");
	}

	@Test
	void reconnectsAfterACleanEndAsRotation() {
		this.world.server.enqueue(SseResponse.stream("data: a\n\n").end(),
				SseResponse.stream("data: b\n\n").stayOpen());

		this.world.connection.start("");

		SocketFixture.await(() -> this.world.receiver.events.size() == 2);
		assertThat(this.world.observer.lostReasons()).containsExactly("eof");
		assertThat(this.world.observer.rotations).containsExactly(true);
	}

	@Test
	void takesCredentialsNowhereElse() {
		try (SseTestServer other = SseTestServer.start()) {
			other.enqueue(SseResponse.stream("data: a\n\n").stayOpen());
			this.world.server.enqueue(SseResponse.redirect(302, other.url("/there?x=1").toString()));
			this.world.connect((spec) -> spec.bearer("secret").header("X-Api-Key", "secret"));

			this.world.connection.start("7");

			assertThat(this.world.server.takeRequest().header("Authorization")).hasValue("Bearer secret");
			RecordedRequest second = other.takeRequest();
			assertThat(new String(second.head())).doesNotContain("secret");
			assertThat(second.target()).isEqualTo("/there?x=1");
			assertThat(second.lastEventId()).hasValue("7");
			this.world.connection.stop("closed");
			other.awaitOpenConnections(0);
		}
	}

	@Test
	void takesCredentialsAlongWithinTheOrigin() {
		this.world.server.enqueue(SseResponse.redirect(307, "/there"), SseResponse.stream("data: a\n\n").stayOpen());
		this.world.connect((spec) -> spec.bearer("secret"));

		this.world.connection.start("");

		this.world.server.takeRequest();
		RecordedRequest second = this.world.server.takeRequest();
		assertThat(second.header("Authorization")).hasValue("Bearer secret");
		assertThat(second.path()).isEqualTo("/there");
	}

	@Test
	void readsEventsInManySmallPieces() {
		StringBuilder body = new StringBuilder();
		for (int i = 0; i < 2_000; i++) {
			body.append("id: ").append(i).append("\ndata: ").append(i).append("\n\n");
		}
		this.world.server.enqueue(SseResponse.stream(body.toString()).inChunksOf(7).stayOpen());

		this.world.connection.start("");

		SocketFixture.await(() -> this.world.receiver.events.size() == 2_000);
		assertThat(this.world.connection.lastEventId()).isEqualTo("1999");
	}

	@Test
	void leavesNoBufferBehindWhenCutInTheMiddle() {
		this.world.server
			.always(SseResponse.stream().endless("data: x\n\n".repeat(500).getBytes(StandardCharsets.UTF_8)));
		for (int i = 1; i <= 20; i++) {
			this.world.connection.start("");
			long before = this.world.observer.bytes;
			SocketFixture.await(() -> this.world.observer.bytes > before);
			this.world.connection.stop("stopped");
		}
		System.gc();

		this.world.server.awaitOpenConnections(0);
	}

	@Test
	void closesTheSocketWhenStopped() {
		this.world.server.enqueue(SseResponse.stream("data: a\n\n").stayOpen());
		this.world.connection.start("");
		SocketFixture.await(() -> this.world.receiver.events.size() == 1);

		this.world.connection.stop("stopped");

		this.world.server.awaitOpenConnections(0);
		assertThat(this.world.connection.state().kind()).isEqualTo(Kind.CLOSED);
	}

	@Test
	void closesTheSocketWhenStoppedBeforeTheHead() {
		this.world.server.enqueue(SseResponse.hang());
		this.world.connection.start("");
		this.world.server.takeRequest();

		this.world.connection.stop("stopped");

		this.world.server.awaitOpenConnections(0);
	}

}

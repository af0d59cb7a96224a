package dev.eventsource.connection;

import java.io.IOException;
import java.net.URI;
import java.util.Map;

import dev.eventsource.EventSourceGapEvent;
import dev.eventsource.EventSourceState;
import dev.eventsource.EventSourceState.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * How a connection says where to go on.
 */
class ConnectionPositionTests {

	private final ConnectionFixture world = new ConnectionFixture();

	@ParameterizedTest
	@CsvSource({ "' 7\t', 7", "'\t ', ''", "'a b', 'a b'", "'€', 'â\u0082¬'" })
	void sendsTheIdTrimmedAndAsBytes(String id, String sent) {
		this.world.connection.start(id);

		assertThat(this.world.sentId()).isEqualTo(sent);
	}

	@ParameterizedTest
	@CsvSource({ "'1\r\nX-Injected: 1'", "'1\0'", "'1\u007F'", "'\u000B1'" })
	void keepsAnIdThatCanNotBeSentAndSaysSoOnce(String id) {
		this.world.open(id).error(new IOException());
		this.world.reopen().error(new IOException());
		this.world.reopen();

		assertThat(this.world.transport.last().request().headers()).doesNotContainKey("Last-Event-ID");
		assertThat(this.world.connection.lastEventId()).isEqualTo(id);
		assertThat(this.world.observer.gaps).containsExactly(new EventSourceGapEvent("orders", "unsendable-id", id));
	}

	@Test
	void sendsNothingWhileItIsHeldAndGoesOnFromThePositionThen() {
		this.world.connection.hold(EventSourceState.Kind.STANDBY, "standby");
		this.world.connection.reconnect();
		assertThat(this.world.kind()).isEqualTo(EventSourceState.Kind.STANDBY);
		assertThat(this.world.transport.count()).isZero();

		this.world.connection.start("7");

		assertThat(this.world.sentId()).isEqualTo("7");
	}

	@Test
	void sendsNoIdWhenToldNotTo() {
		ConnectionFixture labels = new ConnectionFixture((spec) -> spec.sendLastEventId(false));

		labels.connection.start("7");

		assertThat(labels.transport.last().request().headers()).doesNotContainKey("Last-Event-ID");
	}

	@Test
	void sendsTheIdAsAQueryParameterToo() {
		ConnectionFixture query = new ConnectionFixture((spec) -> spec.lastEventIdQueryParameter("last id"));

		query.connection.start("a&b");

		assertThat(query.transport.last().request().uri()).hasToString("https://a.example/stream?last%20id=a%26b");
		assertThat(query.sentId()).isEqualTo("a&b");
	}

	@Test
	void goesOnWithoutAnIdThatIsRefusedThreeTimes() {
		this.world.connection.start("bad");
		for (int i = 0; i < 3; i++) {
			assertThat(this.world.sentId()).isEqualTo("bad");
			assertThat(this.world.observer.gaps).isEmpty();
			this.world.transport.last().head(400);
			this.world.awaitAttempt();
		}

		assertThat(this.world.sentId()).isEmpty();
		assertThat(this.world.observer.gaps).containsExactly(new EventSourceGapEvent("orders", "rejected-id", "bad"));
	}

	@Test
	void failsWhenRefusedWithoutAnIdToo() {
		this.world.connection.start("bad");
		for (int i = 0; i < 3; i++) {
			this.world.transport.last().head(400);
			this.world.awaitAttempt();
		}

		this.world.transport.last().head(400);

		assertThat(this.world.kind()).isEqualTo(Kind.FAILED);
		assertThat(this.world.reason()).isEqualTo("status-400");
	}

	@Test
	void sendsTheNextIdAfterARefusedOne() {
		this.world.connection.start("bad");
		for (int i = 0; i < 3; i++) {
			this.world.transport.last().head(400);
			this.world.awaitAttempt();
		}

		this.world.transport.last().open().body("id: good\ndata: a\n\n").end();
		this.world.awaitAttempt();

		assertThat(this.world.sentId()).isEqualTo("good");
	}

	@Test
	void forgetsTheIdWhenTheServerTakesItBack() {
		this.world.open("7").body("id\ndata: a\n\n").end();

		this.world.reopen();

		assertThat(this.world.transport.last().request().headers()).doesNotContainKey("Last-Event-ID");
	}

	@Test
	void takesOnlyHarmlessHeadersToAnotherOrigin() {
		ConnectionFixture secrets = new ConnectionFixture(
				(spec) -> spec.bearer("secret").header("X-Api-Key", "secret").header("Cookie", "secret"));
		secrets.connection.start("7");

		secrets.transport.last().head(302, "Location", "https://b.example/other");

		StreamRequest request = secrets.transport.last().request();
		assertThat(request.restricted()).isTrue();
		assertThat(request.headers()).containsOnlyKeys("Accept", "Accept-Encoding", "Cache-Control", "User-Agent",
				"Last-Event-ID");
	}

	@Test
	void beginsEachAttemptAtTheConfiguredUrl() {
		this.world.connection.start("");
		this.world.transport.last().head(301, "Location", "https://b.example/other");
		this.world.transport.last().open().body("data: a\n\n").end();
		assertThat(this.world.receiver.events.get(0).origin()).isEqualTo("https://b.example");

		this.world.awaitAttempt();

		assertThat(this.world.transport.last().request().uri()).hasToString("https://a.example/stream");
	}

	@Test
	void endsARedirectLoop() {
		this.world.connection.start("");

		for (int i = 0; i < 6; i++) {
			this.world.transport.last().head(302, "Location", "/stream");
		}

		assertThat(this.world.kind()).isEqualTo(Kind.FAILED);
		assertThat(this.world.reason()).isEqualTo("redirect-limit");
		assertThat(this.world.transport.count()).isEqualTo(6);
		assertThat(this.world.transport.live()).isZero();
	}

	@Test
	void letsNothingOntoTheWireThatBreaksOut() {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> new StreamRequest(URI.create("https://a.example"), "GET",
					Map.of("X-Key", "secret\r\nX-Injected: 1"), false))
			.withMessageNotContaining("secret");
	}

}

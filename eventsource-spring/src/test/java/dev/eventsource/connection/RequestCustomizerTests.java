package dev.eventsource.connection;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;

import dev.eventsource.CredentialsUnavailableException;
import dev.eventsource.EventSourceState.Kind;
import dev.eventsource.testing.FakeTransport.FakeExchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

import static org.assertj.core.api.Assertions.assertThat;

class RequestCustomizerTests {

	private final CustomizerFixture asking = new CustomizerFixture();

	@Test
	void asksAnewForEachAttempt() {
		this.asking.start();
		FakeExchange first = this.asking.world.transport.last();
		assertThat(this.asking.sent("Authorization")).isEqualTo("Bearer token-1");

		first.head(503);
		this.asking.attempt();

		assertThat(this.asking.sent("Authorization")).isEqualTo("Bearer token-2");
	}

	@Test
	void asksWhereBlockingIsAllowed() {
		this.asking.world.connection.start("");

		assertThat(this.asking.urls).isEmpty();
		assertThat(this.asking.world.transport.count()).isZero();
		assertThat(this.asking.executor.waiting()).isEqualTo(1);
	}

	@Test
	void addsHeadersAndQuery() {
		this.asking.customizer = (request) -> {
			request.header("X-Key", "zoë");
			request.query("sign ature", "a&b\r\n");
		};

		this.asking.start();

		assertThat(this.asking.sent("X-Key")).isEqualTo(HeaderRules.toBytes("zoë"));
		assertThat(this.asking.world.transport.last().request().uri())
			.hasToString("https://a.example/stream?sign%20ature=a%26b%0D%0A");
	}

	@Test
	void waitsForWhatComesLater() {
		Sinks.One<String> token = Sinks.one();
		this.asking.customizer = (request) -> request.bearer(token.asMono());
		this.asking.start();
		assertThat(this.asking.world.transport.count()).isZero();

		token.tryEmitValue("late");

		assertThat(this.asking.sent("Authorization")).isEqualTo("Bearer late");
	}

	@Test
	void failsTheAttemptWithoutTheTextOfTheException() {
		this.asking.customizer = (request) -> {
			throw new IllegalStateException("secret");
		};

		this.asking.start();

		assertThat(this.asking.world.transport.count()).isZero();
		assertThat(this.asking.world.kind()).isEqualTo(Kind.WAITING);
		assertThat(this.asking.world.reason()).isEqualTo("credentials");
		assertThat(this.asking.world.connection.state().lastError())
			.isEqualTo("A request customizer failed with IllegalStateException");
	}

	@Test
	void tellsWhyThereAreNone() {
		this.asking.customizer = (request) -> request
			.bearer(Mono.error(new CredentialsUnavailableException("The vault is sealed")));

		this.asking.start();

		assertThat(this.asking.world.reason()).isEqualTo("credentials");
		assertThat(this.asking.world.connection.state().lastError()).isEqualTo("The vault is sealed");
	}

	@Test
	void triesAgainAfterAFailure() {
		this.asking.customizer = (request) -> {
			throw new IllegalStateException("secret");
		};
		this.asking.start();
		this.asking.customizer = (request) -> request.bearer("good");

		this.asking.attempt();

		assertThat(this.asking.sent("Authorization")).isEqualTo("Bearer good");
	}

	@Test
	void givesUpWaitingAfterTheResponseTimeout() {
		this.asking.customizer = (request) -> request.bearer(Mono.never());
		this.asking.start();

		this.asking.world.timer.advance(Duration.ofSeconds(30));

		assertThat(this.asking.world.reason()).isEqualTo("credentials");
		assertThat(this.asking.world.observer.outcomes).containsExactly("credentials");
		assertThat(this.asking.world.connection.state().lastError())
			.isEqualTo("The credentials were not there in time");
	}

	@Test
	void leavesTheTimeForTheAnswerWhole() {
		Sinks.One<String> token = Sinks.one();
		this.asking.customizer = (request) -> request.bearer(token.asMono());
		this.asking.start();
		this.asking.world.timer.advance(Duration.ofSeconds(29));
		token.tryEmitValue("late");

		this.asking.world.timer.advance(Duration.ofSeconds(39));

		assertThat(this.asking.world.kind()).isEqualTo(Kind.CONNECTING);
	}

	@Test
	void interruptsWhoIsNotWaitedForAnyMore() {
		List<Boolean> interrupted = new ArrayList<>();
		this.asking.customizer = (request) -> {
			this.asking.world.connection.stop("stopped");
			interrupted.add(Thread.interrupted());
		};

		this.asking.start();

		assertThat(interrupted).containsExactly(true);
		assertThat(this.asking.world.transport.count()).isZero();
		assertThat(this.asking.world.timer.scheduled()).isZero();
	}

	@Test
	void sendsNothingAfterAStop() {
		this.asking.world.connection.start("");
		this.asking.world.connection.stop("stopped");

		this.asking.executor.runAll();

		assertThat(this.asking.world.transport.count()).isZero();
	}

	@Test
	void holdsNoSecondThreadForWhoMindsNoInterrupt() throws InterruptedException {
		CountDownLatch held = new CountDownLatch(1);
		CountDownLatch end = new CountDownLatch(1);
		this.asking.customizer = (request) -> {
			held.countDown();
			while (end.getCount() > 0) {
				Thread.onSpinWait();
			}
		};
		this.asking.world.connection.start("");
		Thread thread = new Thread(this.asking.executor::runAll);
		thread.start();
		held.await();
		this.asking.world.timer.advance(Duration.ofSeconds(30));

		this.asking.world.awaitAttempt();
		int waiting = this.asking.executor.waiting();
		end.countDown();
		thread.join();
		this.asking.customizer = (request) -> request.bearer("good");
		this.asking.attempt();

		assertThat(waiting).isZero();
		assertThat(this.asking.sent("Authorization")).isEqualTo("Bearer good");
	}

	@Test
	void failsTheAttemptWhenNobodyCanBeAsked() {
		this.asking.executor.shutDown();

		this.asking.world.connection.start("");

		assertThat(this.asking.world.reason()).isEqualTo("credentials");
	}

	@ParameterizedTest
	@ValueSource(strings = { "Host", "Last-Event-ID", "Content-Length", "connection", "a b", "", "x\r\nY" })
	void refusesHeadersThatAreNotTheirs(String name) {
		this.asking.customizer = (request) -> request.header(name, "secret");

		this.asking.start();

		assertThat(this.asking.world.reason()).isEqualTo("credentials");
		assertThat(this.asking.world.transport.count()).isZero();
	}

	@ParameterizedTest
	@ValueSource(strings = { "a\r\nX-Injected: 1", "a\nb", "a\0b" })
	void refusesValuesThatBreakOut(String value) {
		this.asking.customizer = (request) -> request.header("X-Key", Mono.just(value));

		this.asking.start();

		assertThat(this.asking.world.reason()).isEqualTo("credentials");
		assertThat(this.asking.world.transport.count()).isZero();
	}

	@Test
	void showsNothingOfARequest() {
		PreparedRequest request = new PreparedRequest("orders", URI.create("https://a.example/?key=secret"), false);
		request.bearer("secret");
		request.query("other", "secret");

		assertThat(request.toString() + request.parts()).doesNotContain("secret");
		assertThat(request.uri()).hasToString("https://a.example/?key=secret&other=secret");
	}

}

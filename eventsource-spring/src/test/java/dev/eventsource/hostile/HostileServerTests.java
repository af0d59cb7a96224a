package dev.eventsource.hostile;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import dev.eventsource.test.RecordedRequest;
import dev.eventsource.test.SseServerOptions;
import dev.eventsource.test.SseTestServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * An application that meets every hostile answer at once, with 96 MB of heap, goes on
 * serving its good stream. {@code -Dhostile.seconds=60} has it bear them for longer.
 */
class HostileServerTests {

	private static final Duration PATIENCE = Duration.ofSeconds(60);

	private final SseTestServer server = SseTestServer.start(SseServerOptions.defaults().withPatience(PATIENCE));

	private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();

	@AfterEach
	void close() {
		this.server.close();
	}

	@Test
	void servesItsOtherSourcesThroughout() throws Exception {
		AtomicInteger asked = new AtomicInteger();
		HostileAnswer[] hostile = HostileAnswer.values();
		for (HostileAnswer answer : hostile) {
			this.server.on(answer.path()).always(answer.answer());
		}
		this.server.on("/asked").always((request) -> hostile[asked.getAndIncrement() % hostile.length].answer());
		Process child = HostileChild.start(this.server.url().toString().replaceAll("/$", ""));
		try {
			listen(child);
			long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(Long.getLong("hostile.seconds", 8));
			this.server.on("/good").awaitConnected();

			int sent = 0;
			while (System.nanoTime() < until || !metAll()) {
				assertThat(child.isAlive()).as("alive after %d events", sent).isTrue();
				sendAndAwait(++sent);
			}

			assertThat(this.server.on("/good").requests()).hasSize(1);
			assertThat(this.server.requests()).allSatisfy(HostileServerTests::isClean);
			child.getOutputStream().close();
			assertThat(child.waitFor(60, TimeUnit.SECONDS)).isTrue();
			assertThat(child.exitValue()).isZero();
		}
		finally {
			child.destroyForcibly();
		}
	}

	private boolean metAll() {
		return List.of(HostileAnswer.values())
			.stream()
			.noneMatch((answer) -> this.server.on(answer.path()).requests().isEmpty());
	}

	private void sendAndAwait(int number) throws InterruptedException {
		this.server.on("/good").send("" + number);
		assertThat(this.heard.poll(60, TimeUnit.SECONDS)).isEqualTo("" + number);
	}

	/** No answer has written a header of the next request. */
	private static void isClean(RecordedRequest request) {
		assertThat(request.headerNames()).noneMatch((name) -> name.equalsIgnoreCase("X-Injected"));
		assertThat(request.lastEventId().orElse("")).doesNotContain("X-Injected");
	}

	private void listen(Process child) {
		Thread thread = new Thread(() -> {
			try (BufferedReader reader = new BufferedReader(
					new InputStreamReader(child.getInputStream(), StandardCharsets.UTF_8))) {
				reader.lines().forEach(this.heard::add);
			}
			catch (IOException ex) {
				// it has ended
			}
		});
		thread.setDaemon(true);
		thread.start();
	}

}

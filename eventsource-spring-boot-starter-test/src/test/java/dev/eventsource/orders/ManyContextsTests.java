package dev.eventsource.orders;

import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import dev.eventsource.EventSource;
import dev.eventsource.test.SseTestServer;
import dev.eventsource.test.autoconfigure.AutoConfigureSseServer;
import org.junit.jupiter.api.Test;

import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.ApplicationContext;
import org.springframework.test.annotation.DirtiesContext.HierarchyMode;
import org.springframework.test.context.TestContextManager;

import static dev.eventsource.test.assertj.EventSourceAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

/**
 * A hundred tests in five contexts, which the test framework keeps, pauses and restarts,
 * leave nothing behind when the contexts go.
 */
class ManyContextsTests {

	private static final List<Class<?>> CLASSES = List.of(First.class, Second.class, Third.class, Fourth.class,
			Fifth.class);

	private final Set<SseTestServer> servers = new HashSet<>();

	@Test
	void hundredTestsLeaveNothingBehind() throws Exception {
		// the event loops, which belong to the process, are there from now on
		runOneTest(First.class, "warm");
		close(First.class);
		Set<String> before = threads();
		this.servers.clear();
		for (int round = 0; round < 20; round++) {
			for (Class<?> testClass : CLASSES) {
				runOneTest(testClass, String.valueOf(round));
			}
		}

		assertThat(this.servers.stream().mapToInt(SseTestServer::openConnections).sum()).as("connections while paused")
			.isOne();
		for (Class<?> testClass : CLASSES) {
			close(testClass);
		}

		await().atMost(Duration.ofSeconds(10)).untilAsserted(() -> assertThat(threads()).isSubsetOf(before));
		assertThat(this.servers).hasSize(5)
			.allSatisfy((server) -> assertThatExceptionOfType(IOException.class)
				.isThrownBy(() -> new Socket("127.0.0.1", server.port()).close()));
	}

	private static void close(Class<?> testClass) {
		new TestContextManager(testClass).getTestContext().markApplicationContextDirty(HierarchyMode.EXHAUSTIVE);
	}

	/** As an engine would: what JUnit calls of Spring, in the order in which it does. */
	private void runOneTest(Class<?> testClass, String id) throws Exception {
		TestContextManager manager = new TestContextManager(testClass);
		Object test = testClass.getDeclaredConstructor().newInstance();
		manager.beforeTestClass();
		manager.prepareTestInstance(test);
		manager.beforeTestMethod(test, Object.class.getMethod("toString"));
		ApplicationContext context = manager.getTestContext().getApplicationContext();
		SseTestServer server = context.getBean(SseTestServer.class);
		this.servers.add(server);
		server.send("order-created", id, "{\"number\":\"A\",\"quantity\":1}");
		server.awaitHandled(id);
		assertThat(context.getBean("ordersEventSource", EventSource.class)).isOpen().hasLastEventId(id);
		manager.afterTestMethod(test, Object.class.getMethod("toString"), null);
		manager.afterTestClass();
	}

	/** Threads of ours, of the transport and of servers, by name and number. */
	private static Set<String> threads() {
		Set<String> names = new HashSet<>();
		for (Thread thread : new ArrayList<>(Thread.getAllStackTraces().keySet())) {
			if (thread.getName().matches("(eventsource|sse|reactor).*")) {
				names.add(thread.getName() + " " + thread.getId());
			}
		}
		return names;
	}

	@SpringBootTest(properties = "number=1")
	@AutoConfigureSseServer("orders")
	static class First {

	}

	@SpringBootTest(properties = "number=2")
	@AutoConfigureSseServer("orders")
	static class Second {

	}

	@SpringBootTest(properties = "number=3")
	@AutoConfigureSseServer("orders")
	static class Third {

	}

	@SpringBootTest(properties = "number=4")
	@AutoConfigureSseServer("orders")
	static class Fourth {

	}

	@SpringBootTest(properties = "number=5")
	@AutoConfigureSseServer("orders")
	static class Fifth {

	}

}

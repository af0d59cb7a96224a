package dev.eventsource.hostile;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import dev.eventsource.EventSource;
import dev.eventsource.EventSourceSpec;
import dev.eventsource.EventSourceSpecBuilder;
import dev.eventsource.client.EventSourceClient;
import dev.eventsource.client.LiveEventSourceRegistry;
import org.slf4j.LoggerFactory;

import org.springframework.web.reactive.function.client.WebClient;

/**
 * An application with 96 MB of heap that reads a good stream, and streams of a server
 * that means harm. Says each event of the good one. Ends when its input does, and with
 * another code than 0 when memory runs out.
 */
final class HostileChild {

	private HostileChild() {
	}

	/**
	 * Starts one.
	 * @param server the server's URL, without a slash behind
	 * @return the process, whose output says what came
	 */
	static Process start(String server) throws IOException {
		List<String> command = new ArrayList<>(
				List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx96m",
						"-XX:MaxDirectMemorySize=64m", "-XX:+ExitOnOutOfMemoryError", "-XX:+UseSerialGC",
						"-XX:TieredStopAtLevel=1", "-Xshare:auto", "-XX:-UsePerfData", "-cp",
						System.getProperty("java.class.path"), HostileChild.class.getName(), server));
		return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
	}

	/**
	 * Consumes.
	 * @param arguments the server's URL
	 */
	public static void main(String[] arguments) throws IOException {
		((Logger) LoggerFactory.getLogger("dev.eventsource")).setLevel(Level.OFF);
		((Logger) LoggerFactory.getLogger("io.netty")).setLevel(Level.OFF);
		((Logger) LoggerFactory.getLogger("reactor")).setLevel(Level.OFF);
		String server = arguments[0];
		try (LiveEventSourceRegistry registry = LiveEventSourceRegistry.builder(WebClient.builder()).build();
				EventSourceClient asking = EventSourceClient.create(spec(server + "/asked").build())) {
			EventSource good = registry.add("good", spec(server + "/good").build());
			good.onMessage((event) -> System.out.println(event.data()));
			good.start();
			for (HostileAnswer hostile : HostileAnswer.values()) {
				open(registry, hostile, server);
				asking.exchange("{}").subscribe((event) -> {
				}, (failure) -> {
				});
			}
			while (System.in.read() >= 0) {
				// until the parent has seen enough
			}
		}
		System.exit(0);
	}

	private static void open(LiveEventSourceRegistry registry, HostileAnswer hostile, String server) {
		String name = hostile.path().substring(1).replace('_', '-');
		EventSourceSpecBuilder spec = spec(server + hostile.path());
		if (hostile == HostileAnswer.SLOW_DRIP) {
			// the others are to be borne, not cut
			spec.limitPartialEventTimeout(Duration.ofSeconds(2));
		}
		EventSource source = registry.add(name, spec.build());
		source.onMessage((event) -> event.data());
		source.start();
	}

	private static EventSourceSpecBuilder spec(String url) {
		return EventSourceSpec.builder(url)
			.compression(true)
			.responseTimeout(Duration.ofSeconds(2))
			.reconnectDelay(Duration.ofMillis(300))
			.reconnectMaxDelay(Duration.ofSeconds(1));
	}

}

package dev.eventsource.kill;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import dev.eventsource.EventSourceSpec;
import dev.eventsource.TestSpecs;
import dev.eventsource.client.EventSourceBuilder;
import dev.eventsource.client.EventSources;
import dev.eventsource.client.ManagedEventSource;
import org.slf4j.LoggerFactory;

import org.springframework.web.reactive.function.client.WebClient;

/**
 * A process that writes down the numbers of a {@link NumberServer}. It stops in order
 * when its input ends, and ends by itself with a code that is not 0 when its source gives
 * up.
 */
final class Child {

	/** Numbers that may come again after a kill: those handled ahead of the position. */
	static final int REPEATED_AT_MOST = 60;

	private Child() {
	}

	/**
	 * Starts one.
	 * @param url the stream's URL
	 * @param place where it keeps what it keeps
	 * @return the process; what it says goes to the file {@code log} of its directory
	 */
	static Process start(String url, Place place) throws IOException {
		List<String> command = new ArrayList<>(
				List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx64m",
						"-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xshare:auto", "-XX:-UsePerfData", "-cp",
						System.getProperty("java.class.path"), Child.class.getName(), url));
		command.addAll(place.words());
		return new ProcessBuilder(command).redirectErrorStream(true)
			.redirectOutput(ProcessBuilder.Redirect.appendTo(place.directory().resolve("log").toFile()))
			.start();
	}

	/**
	 * Consumes.
	 * @param arguments URL, and the words of a place
	 */
	public static void main(String[] arguments) {
		((Logger) LoggerFactory.getLogger("dev.eventsource.EventSource")).setLevel(Level.INFO);
		try {
			ManagedEventSource source = source(arguments[0], Place.of(Arrays.asList(arguments).subList(1, 5)));
			source.start();
			while (System.in.read() >= 0) {
				// the parent is not done with us
			}
			source.close();
			System.exit(0);
		}
		catch (Throwable ex) {
			ex.printStackTrace();
			System.exit(2);
		}
	}

	private static ManagedEventSource source(String url, Place place) {
		EventSourceBuilder builder = EventSources.builder(WebClient.builder()).name("numbers-" + place.run());
		builder.spec(spec(url, place.kind()));
		Notebook notebook = place.equip(builder);
		ManagedEventSource source = builder.build();
		source.onMessage((event) -> notebook.write(Integer.parseInt(event.data())));
		source.onError((event) -> {
			if (!event.willReconnect()) {
				System.out.println(event);
				Runtime.getRuntime().halt(3);
			}
		});
		return source;
	}

	private static EventSourceSpec spec(String url, Place.Kind kind) {
		return TestSpecs.with("url", url, "reconnect.minDelay", Duration.ofMillis(20), "reconnect.maxDelay",
				Duration.ofMillis(40), "checkpoint.events", 20, "checkpoint.maxUncommitted", REPEATED_AT_MOST,
				"checkpoint.lease", kind.lease(), "checkpoint.transactional", kind.isTransactional());
	}

}

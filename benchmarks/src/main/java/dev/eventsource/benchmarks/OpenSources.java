package dev.eventsource.benchmarks;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import dev.eventsource.benchmarks.client.ManySources;

/**
 * Many open streams in one client, an event a second each.
 */
final class OpenSources {

	private static final List<String> FLAGS = List.of("-Xms64m", "-Xmx2g", "-XX:+UseG1GC");

	private final Options options;

	private final Rows rows;

	private final Rows histogram;

	OpenSources(Options options, Rows rows, Rows histogram) {
		this.options = options;
		this.rows = rows;
		this.histogram = histogram;
	}

	void run() throws IOException, InterruptedException {
		for (int round = 1; round <= this.options.number("rounds", 1); round++) {
			measure(round, 1000, this.options.list("thousand",
					List.of("shared", "okhttp-sse", "okhttp-eventsource", "jersey", "webclient-retry")));
			measure(round, 10000,
					this.options.list("ten-thousand", List.of("shared", "shared-without-meters", "webclient-retry")));
		}
	}

	private void measure(int round, int sources, List<String> clients) throws IOException, InterruptedException {
		for (String client : clients) {
			boolean storm = client.startsWith("shared") || client.equals("webclient-retry");
			// one client's closed connections are not the next one's
			try (ServerProcess server = ServerProcess.start()) {
				Process process = JavaProcess.start(FLAGS, System.getProperty("java.class.path"), ManySources.class,
						client, server.port(), String.valueOf(sources),
						String.valueOf(this.options.number("window", 5000)), storm ? "storm" : "calm");
				record(client, sources, round, ClientProcess.result(process));
			}
		}
	}

	private void record(String client, int sources, int round, Map<String, Object> result) {
		Map<String, Object> values = new LinkedHashMap<>(result);
		List<?> classes = (List<?>) Objects.requireNonNull(values.remove("classes"));
		this.rows.add(Map.of("part", "sources", "client", client, "sources", sources, "round", round), values);
		if (round > 1 || sources < 10000) {
			return;
		}
		for (Object line : classes) {
			Map<String, Object> one = new LinkedHashMap<>();
			((Map<?, ?>) line).forEach((name, value) -> one.put((String) name, value));
			this.histogram.add(Map.of("part", "histogram", "client", client), one);
		}
	}

}

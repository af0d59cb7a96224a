package dev.eventsource.benchmarks;

import java.io.File;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import dev.eventsource.benchmarks.startup.Baseline;
import dev.eventsource.benchmarks.startup.WithStarter;

/**
 * Starts an application without and with the starter, in turns.
 */
final class StartUp {

	private static final List<String> FLAGS = List.of("-Xmx256m");

	private final Options options;

	private final Rows rows;

	StartUp(Options options, Rows rows) {
		this.options = options;
		this.rows = rows;
	}

	void run() throws IOException, InterruptedException {
		String all = System.getProperty("java.class.path");
		try (ServerProcess server = ServerProcess.start()) {
			String source = "--eventsource.sources.bench.url=" + server.url("/ticking");
			// the first start of each only fills the caches of the system
			for (int round = 0; round <= this.options.number("rounds", 7); round++) {
				start("baseline", round, JavaProcess.start(FLAGS, withoutOurs(all), Baseline.class));
				start("starter", round, JavaProcess.start(FLAGS, all, WithStarter.class, source));
			}
		}
	}

	private void start(String application, int round, Process process) throws IOException, InterruptedException {
		Map<String, Object> result = ClientProcess.result(process);
		if (round > 0) {
			this.rows.add(Map.of("part", "startup", "application", application, "round", round), result);
		}
	}

	private static String withoutOurs(String classPath) {
		return Arrays.stream(classPath.split(File.pathSeparator))
			.filter((entry) -> !entry.matches(".*/eventsource-spring[a-z-]*/target/classes"))
			.collect(Collectors.joining(File.pathSeparator));
	}

}

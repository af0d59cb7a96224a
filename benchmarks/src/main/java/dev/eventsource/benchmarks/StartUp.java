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
			String url = server.url("/ticking");
			String source = "--eventsource.sources.bench.url=" + url;
			// the first start of each only fills the caches of the system
			for (int round = 0; round <= this.options.number("rounds", 5); round++) {
				start("baseline", round, withoutOurs(all), Baseline.class);
				start("baseline, stream open", round, withoutOurs(all), Baseline.class, "--bench.url=" + url);
				start("starter, not started", round, all, WithStarter.class, source,
						"--eventsource.auto-startup=false");
				start("starter, stream open", round, all, WithStarter.class, source);
			}
		}
	}

	private void start(String application, int round, String classPath, Class<?> main, String... arguments)
			throws IOException, InterruptedException {
		Map<String, Object> result = ClientProcess.result(JavaProcess.start(FLAGS, classPath, main, arguments));
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

package dev.eventsource.benchmarks;

import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Starts a process with the same JDK and classes as this one.
 */
final class JavaProcess {

	/**
	 * What all processes log.
	 */
	static final File LOG = new File("target/processes.log");

	private static final List<String> FLAGS = List.of("-Xms512m", "-Xmx512m", "-XX:+UseG1GC", "-XX:-UsePerfData");

	private JavaProcess() {
	}

	static Process start(Class<?> main, String... arguments) throws IOException {
		List<String> flags = new ArrayList<>(FLAGS);
		String more = System.getenv("BENCHMARK_FLAGS");
		if (more != null && !more.isBlank()) {
			flags.addAll(List.of(more.trim().split("\\s+")));
		}
		return start(flags, System.getProperty("java.class.path"), main, arguments);
	}

	static Process start(List<String> flags, String classPath, Class<?> main, String... arguments) throws IOException {
		List<String> command = new ArrayList<>();
		command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
		command.addAll(flags);
		command.addAll(List.of("-cp", classPath, main.getName()));
		command.addAll(List.of(arguments));
		// ten thousand lost streams are ten thousand lines
		return new ProcessBuilder(command).redirectError(Redirect.appendTo(LOG)).start();
	}

}

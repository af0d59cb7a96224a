package dev.eventsource.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * Runs a client in its process and takes what it prints.
 */
final class ClientProcess {

	private ClientProcess() {
	}

	static Map<String, Object> run(Class<?> main, String... arguments) throws IOException, InterruptedException {
		return result(JavaProcess.start(main, arguments));
	}

	static Map<String, Object> result(Process process) throws IOException, InterruptedException {
		Map<String, Object> result = new LinkedHashMap<>();
		try (BufferedReader output = process.inputReader()) {
			output.lines().filter((line) -> line.startsWith("{")).map(ClientProcess::parse).forEach(result::putAll);
		}
		if (process.waitFor() != 0 || result.isEmpty()) {
			throw new IOException("A process failed, see " + JavaProcess.LOG.getAbsolutePath());
		}
		return result;
	}

	private static Map<String, Object> parse(String line) {
		return JsonMapper.shared().readValue(line, new TypeReference<Map<String, Object>>() {
		});
	}

}

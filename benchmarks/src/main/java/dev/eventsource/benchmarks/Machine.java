package dev.eventsource.benchmarks;

import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Map;

import com.sun.management.OperatingSystemMXBean;

/**
 * Where and with what the rows are taken.
 */
final class Machine {

	private static final String LIBRARIES = "(okhttp-jvm|okhttp-sse|okhttp-eventsource|jersey-client|spring-webflux"
			+ "|reactor-netty-http|netty-common|jackson-databind|spring-boot|jmh-core)-[0-9].*";

	private final Rows rows;

	Machine(Rows rows) {
		this.rows = rows;
	}

	void describe() throws IOException {
		add("date", LocalDate.now().toString());
		add("commit", System.getProperty("benchmark.commit", "not known"));
		add("processor", processor() + ", " + Runtime.getRuntime().availableProcessors() + " cores for the JVM");
		OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
		add("memory", (system.getTotalMemorySize() >> 30) + " GiB");
		add("system", System.getProperty("os.name") + " " + System.getProperty("os.version"));
		add("JDK", System.getProperty("java.vm.name") + " " + Runtime.version());
		add("load before the start", String.valueOf(system.getSystemLoadAverage()));
		Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
			.map((entry) -> Path.of(entry).getFileName().toString())
			.filter((file) -> file.matches(LIBRARIES))
			.map((file) -> file.replace(".jar", ""))
			.sorted()
			.forEach((file) -> add(file.replaceAll("-[0-9].*", ""), file.replaceAll("^[a-z-]*-(?=[0-9])", "")));
	}

	private void add(String name, String value) {
		this.rows.add(Map.of("part", "machine"), Map.of("name", name, "value", value));
	}

	private static String processor() throws IOException {
		Path info = Path.of("/proc/cpuinfo");
		if (!Files.exists(info)) {
			return System.getProperty("os.arch");
		}
		return Files.readAllLines(info)
			.stream()
			.filter((line) -> line.startsWith("model name"))
			.map((line) -> line.substring(line.indexOf(':') + 2))
			.findFirst()
			.orElse(System.getProperty("os.arch"));
	}

}

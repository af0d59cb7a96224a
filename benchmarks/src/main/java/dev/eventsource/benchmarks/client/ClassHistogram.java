package dev.eventsource.benchmarks.client;

import java.lang.management.ManagementFactory;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import javax.management.JMException;
import javax.management.ObjectName;

/**
 * Live objects by class, as {@code jcmd <pid> GC.class_histogram} prints them.
 */
final class ClassHistogram {

	private static final int LONGEST = 40;

	private final Map<String, long[]> classes = new HashMap<>();

	static ClassHistogram now() throws JMException {
		String text = (String) ManagementFactory.getPlatformMBeanServer()
			.invoke(new ObjectName("com.sun.management:type=DiagnosticCommand"), "gcClassHistogram",
					new Object[] { new String[0] }, new String[] { String[].class.getName() });
		ClassHistogram histogram = new ClassHistogram();
		text.lines().map(String::trim).filter((line) -> line.matches("\\d+:.*")).forEach(histogram::read);
		return histogram;
	}

	private void read(String line) {
		String[] words = line.split("\\s+");
		this.classes.put(words[3], new long[] { Long.parseLong(words[1]), Long.parseLong(words[2]) });
	}

	/**
	 * Returns what each of so many sources has added.
	 */
	List<Map<String, Object>> since(ClassHistogram before, int sources) {
		return this.classes.entrySet()
			.stream()
			.map((entry) -> row(entry.getKey(), entry.getValue(),
					before.classes.getOrDefault(entry.getKey(), new long[2]), sources))
			.sorted(Comparator.comparingDouble(ClassHistogram::bytes).reversed())
			.limit(LONGEST)
			.toList();
	}

	private static double bytes(Map<String, Object> row) {
		return (double) Objects.requireNonNull(row.get("bytes"));
	}

	private static Map<String, Object> row(String name, long[] now, long[] before, int sources) {
		return Map.of("class", name, "instances", (now[0] - before[0]) / (double) sources, "bytes",
				(now[1] - before[1]) / (double) sources);
	}

}

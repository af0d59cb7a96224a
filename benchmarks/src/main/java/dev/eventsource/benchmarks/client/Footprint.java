package dev.eventsource.benchmarks.client;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * What a process holds after it has collected its garbage.
 *
 * @param heap bytes in use
 * @param resident bytes of memory the system counts; 0 where there is no {@code /proc}
 * @param threads threads alive
 */
record Footprint(long heap, long resident, int threads) {

	static Footprint now() throws IOException, InterruptedException {
		for (int pass = 0; pass < 3; pass++) {
			System.gc();
			Thread.sleep(100);
		}
		return new Footprint(heapNow(), residentNow(), ManagementFactory.getThreadMXBean().getThreadCount());
	}

	static long heapNow() {
		return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
	}

	/**
	 * Adds what each of so many sources has added since another reading.
	 */
	void describe(Footprint before, int sources, Map<String, Object> row) {
		row.put("heapPerSource", (this.heap - before.heap) / sources);
		row.put("residentPerSource", (this.resident - before.resident) / sources);
		row.put("resident", this.resident);
		row.put("threads", this.threads);
		row.put("otherThreads", otherThreads());
	}

	/**
	 * Counts threads that are neither the executor's nor the JVM's own.
	 */
	private static long otherThreads() {
		return Thread.getAllStackTraces()
			.keySet()
			.stream()
			.filter((thread) -> !thread.getName().matches("eventsource-\\d+"))
			.filter((thread) -> !thread.getThreadGroup().getName().equals("system"))
			.filter((thread) -> !thread.getName().equals("main"))
			.count();
	}

	private static long residentNow() throws IOException {
		Path status = Path.of("/proc/self/status");
		if (!Files.exists(status)) {
			return 0;
		}
		return Files.readAllLines(status)
			.stream()
			.filter((line) -> line.startsWith("VmRSS:"))
			.mapToLong((line) -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
			.sum();
	}

}

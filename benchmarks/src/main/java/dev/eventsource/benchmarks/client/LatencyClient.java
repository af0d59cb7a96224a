package dev.eventsource.benchmarks.client;

import java.net.URI;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

import tools.jackson.databind.json.JsonMapper;

/**
 * One client in its process, told the server's clock by each event: both run on one
 * machine and read the same one.
 */
public final class LatencyClient extends EventCounter {

	private final long[] nanos = new long[1_000_000];

	private volatile int samples;

	public static void main(String[] args) throws Exception {
		LatencyClient client = new LatencyClient();
		Contenders.named(args[0]).open(URI.create(args[1]), "tick", client);
		client.awaitSamples(Integer.parseInt(args[2]));
		System.out.println(JsonMapper.shared().writeValueAsString(client.measure(Integer.parseInt(args[3]))));
		Runtime.getRuntime().halt(0);
	}

	@Override
	public void event(String data) {
		if (data.length() > 1 && this.samples < this.nanos.length) {
			int sample = this.samples;
			this.nanos[sample] = System.nanoTime() - Long.parseLong(data);
			this.samples = sample + 1;
		}
	}

	private void awaitSamples(int number) throws InterruptedException {
		long end = System.nanoTime() + 60_000_000_000L;
		while (this.samples < number && System.nanoTime() < end) {
			Thread.sleep(10);
		}
	}

	private Map<String, Object> measure(int number) throws InterruptedException {
		int from = this.samples;
		ProcessReading before = ProcessReading.now(from);
		awaitSamples(from + number);
		int to = this.samples;
		ProcessReading after = ProcessReading.now(to);
		long[] sorted = Arrays.copyOfRange(this.nanos, from, to);
		Arrays.sort(sorted);
		Map<String, Object> row = new LinkedHashMap<>();
		row.put("events", to - from);
		row.put("p50", sorted[sorted.length / 2] / 1000.0);
		row.put("p90", sorted[sorted.length * 9 / 10] / 1000.0);
		row.put("p99", sorted[sorted.length * 99 / 100] / 1000.0);
		row.put("max", sorted[sorted.length - 1] / 1000.0);
		row.put("cpu", (after.cpuNanos() - before.cpuNanos()) / (double) (to - from));
		return row;
	}

}

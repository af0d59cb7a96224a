package dev.eventsource.benchmarks.client;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.LinkedHashMap;
import java.util.Map;

import tools.jackson.databind.json.JsonMapper;

/**
 * One client in its process: warms up, reads for a while, prints what an event cost.
 */
public final class ThroughputClient {

	private final List<EventCounter> counters = new ArrayList<>();

	public static void main(String[] args) throws Exception {
		ThroughputClient client = new ThroughputClient();
		client.open(Contenders.named(args[0]), URI.create(args[1]), args[2], Integer.parseInt(args[3]));
		try {
			Map<String, Object> row = client.measure(Long.parseLong(args[4]), Long.parseLong(args[5]));
			System.out.println(JsonMapper.shared().writeValueAsString(row));
		}
		finally {
			end();
		}
	}

	private static void end() {
		// a flight recording is written by a shutdown hook; otherwise no client gets time
		// to tidy up
		if (Boolean.getBoolean("benchmark.hooks")) {
			System.exit(0);
		}
		Runtime.getRuntime().halt(0);
	}

	private void open(Contender contender, URI url, String type, int streams) throws Exception {
		for (int stream = 0; stream < streams; stream++) {
			EventCounter counter = new EventCounter();
			this.counters.add(counter);
			contender.open(url, type, counter);
		}
	}

	private Map<String, Object> measure(long warmUpMillis, long windowMillis) throws InterruptedException {
		WarmUp.await(warmUpMillis);
		ProcessReading before = ProcessReading.now(events());
		WarmUp.awaitCpu(windowMillis);
		ProcessReading after = ProcessReading.now(events());
		double events = after.events() - before.events();
		if (events == 0) {
			throw new IllegalStateException("No event came");
		}
		Map<String, Object> row = new LinkedHashMap<>();
		row.put("events", (long) events);
		row.put("cpu", (after.cpuNanos() - before.cpuNanos()) / events);
		row.put("allocated", (after.allocated() - before.allocated()) / events);
		row.put("wall", (after.nanoTime() - before.nanoTime()) / events);
		row.put("gcMillis", after.gcMillis() - before.gcMillis());
		row.put("jitMillis", after.jitMillis() - before.jitMillis());
		row.put("jdk", Runtime.version().toString());
		return row;
	}

	private long events() {
		return this.counters.stream().mapToLong(EventCounter::events).sum();
	}

}

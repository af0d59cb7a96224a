package dev.eventsource.benchmarks.client;

import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import tools.jackson.databind.json.JsonMapper;

/**
 * One client with many streams of an event a second each: what they hold and use, and
 * what it takes to open them all again.
 */
public final class ManySources {

	private static final int FIRST = 10;

	private static final int HOSTS = 4;

	private final List<EventCounter> counters = new ArrayList<>();

	private final Map<String, Object> row = new LinkedHashMap<>();

	private final Contender contender;

	private final String port;

	private ManySources(Contender contender, String port) {
		this.contender = contender;
		this.port = port;
	}

	public static void main(String[] args) throws Exception {
		int sources = Integer.parseInt(args[2]);
		ManySources many = new ManySources(Contenders.named(args[0]), args[1]);
		many.open(FIRST); // what is loaded once belongs to no source
		Thread.sleep(1500);
		ClassHistogram classes = ClassHistogram.now();
		Footprint before = Footprint.now();
		many.openTimed(sources);
		many.watch(Long.parseLong(args[3]));
		Footprint.now().describe(before, sources, many.row);
		many.row.put("classes", ClassHistogram.now().since(classes, sources));
		if (args[4].equals("storm")) {
			many.storm(sources + FIRST);
		}
		System.out.println(JsonMapper.shared().writeValueAsString(many.row));
		Runtime.getRuntime().halt(0);
	}

	private void open(int sources) throws Exception {
		for (int source = 0; source < sources; source++) {
			EventCounter counter = new EventCounter();
			this.counters.add(counter);
			this.contender.open(URI.create(url(source % HOSTS, "ticking")), "tick", counter);
		}
		await(() -> this.counters.stream().allMatch((counter) -> counter.events() > 0));
	}

	private void openTimed(int sources) throws Exception {
		ProcessReading before = ProcessReading.now(0);
		open(sources);
		ProcessReading after = ProcessReading.now(0);
		this.row.put("openSeconds", (after.nanoTime() - before.nanoTime()) / 1e9);
		this.row.put("openCpuSeconds", (after.cpuNanos() - before.cpuNanos()) / 1e9);
	}

	private void watch(long millis) throws InterruptedException {
		Thread.sleep(2000);
		ProcessReading before = ProcessReading.now(events());
		Thread.sleep(millis);
		ProcessReading after = ProcessReading.now(events());
		double nanos = after.nanoTime() - before.nanoTime();
		this.row.put("cpuPercent", 100 * (after.cpuNanos() - before.cpuNanos()) / nanos);
		this.row.put("eventsPerSecond", 1e9 * (after.events() - before.events()) / nanos);
	}

	private void storm(int sources) throws Exception {
		long[] peak = { 0 };
		ProcessReading before = ProcessReading.now(0);
		answer("drop");
		await(() -> {
			peak[0] = Math.max(peak[0], Footprint.heapNow());
			return Integer.parseInt(answer("count")) >= sources;
		});
		ProcessReading after = ProcessReading.now(0);
		this.row.put("stormSeconds", (after.nanoTime() - before.nanoTime()) / 1e9);
		this.row.put("stormCpuSeconds", (after.cpuNanos() - before.cpuNanos()) / 1e9);
		this.row.put("stormPeakHeap", peak[0]);
	}

	private static void await(Condition condition) throws Exception {
		long end = System.nanoTime() + 90_000_000_000L;
		while (!condition.holds()) {
			if (System.nanoTime() > end) {
				throw new IllegalStateException("Not all streams were open after 90 seconds");
			}
			Thread.sleep(20);
		}
	}

	private long events() {
		return this.counters.stream().mapToLong(EventCounter::events).sum();
	}

	private String answer(String command) throws IOException {
		return new String(new URL(url(0, command)).openStream().readAllBytes(), StandardCharsets.US_ASCII);
	}

	private String url(int host, String path) {
		return "http://127.0.0." + (host + 1) + ":" + this.port + "/" + path;
	}

	/**
	 * What is waited for.
	 */
	private interface Condition {

		boolean holds() throws IOException;

	}

}

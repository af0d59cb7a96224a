package dev.eventsource.benchmarks.report;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.DoubleStream;

/**
 * What we want to reach, beside what was measured.
 */
final class Bars {

	private static final double KIB = 1024;

	private static final List<String> PEERS = List.of("okhttp-sse", "okhttp-eventsource", "jersey", "webclient");

	private final Path folder;

	private final Table table = new Table("what", "bar", "measured", "");

	Bars(Path folder) {
		this.folder = folder;
	}

	@Override
	public String toString() {
		parser();
		endToEnd("direct", "tick", 2, 8);
		endToEnd("direct", "wikimedia", 1.6, 10);
		endToEnd("shared", "tick", 1.5, 6);
		endToEnd("shared", "wikimedia", 1.1, 6.5);
		json();
		sources();
		latency();
		startUp();
		return this.table.toString();
	}

	private void parser() {
		for (String reader : List.of("ours", "ours-undecoded")) {
			String text = reader.equals("ours") ? ", text read: " : ", text not read: ";
			atMost("parser, 83 B event" + text + "ns", 70, parsed(reader, "tick", "cpu"));
			atMost("parser, 83 B event" + text + "B", 184, parsed(reader, "tick", "allocated"));
			atLeast("parser, 1.3 KB JSON" + text + "GB/s", 3, parsed(reader, "wikimedia", "gigabytesPerSecond"));
			atLeast("parser, 64 KiB event" + text + "GB/s", 2, parsed(reader, "large", "gigabytesPerSecond"));
		}
		atLeast("parser, 83 B event, text read: times the best peer", 1.8, timesBestParser("tick"));
		atLeast("parser, 1.3 KB JSON, text read: times the best peer", 1, timesBestParser("wikimedia"));
		atLeast("parser, 64 KiB event, text read: times the best peer", 1, timesBestParser("large"));
	}

	private double timesBestParser(String corpus) {
		return least(PEERS.stream().mapToDouble((peer) -> parsed(peer, corpus, "cpu"))) / parsed("ours", corpus, "cpu");
	}

	/**
	 * Returns the least of what was measured.
	 */
	private static double least(DoubleStream values) {
		return values.filter((value) -> !Double.isNaN(value)).min().orElse(Double.NaN);
	}

	private double parsed(String reader, String corpus, String column) {
		return Results.of(this.folder, "parser")
			.where("reader", reader)
			.where("corpus", corpus)
			.sample(column)
			.median();
	}

	private void endToEnd(String client, String corpus, double okHttp, double webClient) {
		String what = "end to end, " + Names.plain(client).replace("ours, ", "") + ", " + Names.corpus(corpus);
		double own = compared(client, corpus);
		atLeast(what + ": times less CPU than okhttp-sse", okHttp, compared("okhttp-sse", corpus) / own);
		atLeast(what + ": times less CPU than WebClient", webClient, compared("webclient", corpus) / own);
	}

	private void json() {
		double own = compared("shared-json", "wikimedia");
		atLeast("JSON to record: times less CPU than okhttp-eventsource + Jackson", 1.35,
				compared("okhttp-eventsource-json", "wikimedia") / own);
		atLeast("JSON to record: times less CPU than WebClient + Jackson", 2,
				compared("webclient-json", "wikimedia") / own);
	}

	private double compared(String client, String corpus) {
		return Results.of(this.folder, "compare")
			.where("writes", "bulk")
			.where("corpus", corpus)
			.where("client", client)
			.sample("cpu")
			.median();
	}

	private void sources() {
		atMost("10,000 sources: KiB heap each, without meters", 16,
				open("shared-without-meters", "heapPerSource") / KIB);
		atMost("10,000 sources: KiB heap each, with meters", 24, open("shared", "heapPerSource") / KIB);
		atMost("10,000 sources: KiB RSS each", 45, open("shared", "residentPerSource") / KIB);
		atMost("10,000 sources: threads besides the executor's and the JVM's", 16, open("shared", "otherThreads"));
		atMost("10,000 sources: open in s", 10, open("shared", "openSeconds"));
	}

	private double open(String client, String column) {
		return Results.of(this.folder, "sources")
			.where("sources", 10000)
			.where("client", client)
			.sample(column)
			.median();
	}

	private void latency() {
		Results results = Results.of(this.folder, "latency");
		double best = least(PEERS.stream().mapToDouble((peer) -> results.where("client", peer).sample("p50").median()));
		for (String client : List.of("direct", "shared")) {
			atMost("latency p50, " + Names.plain(client).replace("ours, ", "") + ": times the best peer's", 1.2,
					results.where("client", client).sample("p50").median() / best);
		}
	}

	private void startUp() {
		atMost("start-up: ms more than without the starter", 60, ready("starter, stream open") - ready("baseline"));
		atMost("start-up: ms more than with the stream opened by WebClient", 60,
				ready("starter, stream open") - ready("baseline, stream open"));
	}

	private double ready(String application) {
		return Results.of(this.folder, "startup").where("application", application).sample("readyMillis").median();
	}

	private void atMost(String what, double bar, double measured) {
		add(what, "≤ " + Sample.number(bar), measured, measured <= bar);
	}

	private void atLeast(String what, double bar, double measured) {
		add(what, "≥ " + Sample.number(bar), measured, measured >= bar);
	}

	private void add(String what, String bar, double measured, boolean met) {
		this.table.row(what, bar, Sample.number(measured),
				Double.isNaN(measured) ? "not measured" : met ? "met" : "**missed**");
	}

}

package dev.eventsource.benchmarks;

import java.io.IOException;
import java.util.List;
import java.util.Map;

import dev.eventsource.benchmarks.corpus.Corpus;

/**
 * What an event costs as one thing grows.
 */
final class Growth {

	private final Options options;

	private final Rows rows;

	private final Comparison comparison;

	Growth(Options options, Rows rows) {
		this.options = options;
		this.rows = rows;
		this.comparison = new Comparison(options, rows);
	}

	void run() throws IOException, InterruptedException {
		try (ServerProcess server = ServerProcess.start()) {
			for (int size : List.of(64, 256, 1024, 4096, 16384, 65536)) {
				add("event size", size, measure(server, "shared", "size-" + size, 1));
			}
			for (int sources : List.of(1, 10, 100, 1000)) {
				add("sources", sources, measure(server, "shared", "tick", sources));
			}
			for (int types : List.of(1, 10, 100, 1000)) {
				add("event types", types, measure(server, "shared-listeners-" + types, "types-" + types, 1));
			}
			for (int listeners : List.of(1, 10, 100, 1000)) {
				add("listeners", listeners, measure(server, "shared-listeners-" + (listeners - 1), "tick", 1));
			}
		}
	}

	private Map<String, Object> measure(ServerProcess server, String client, String corpus, int streams)
			throws IOException, InterruptedException {
		return this.comparison.measure(server, client, "/bulk/" + corpus, Corpus.named(corpus).type(), streams);
	}

	private void add(String what, int number, Map<String, Object> values) {
		this.rows.add(
				Map.of("part", "growth", "what", what, "number", number, "warmup", this.options.number("warmup", 4000)),
				values);
	}

}

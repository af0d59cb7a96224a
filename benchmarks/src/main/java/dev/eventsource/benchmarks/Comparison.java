package dev.eventsource.benchmarks;

import java.io.IOException;
import java.util.List;
import java.util.Map;

import dev.eventsource.benchmarks.client.ThroughputClient;
import dev.eventsource.benchmarks.corpus.Corpus;

/**
 * Compares clients end to end: one process each, one after another, round after round.
 */
final class Comparison {

	private static final List<String> TEXT = List.of("direct", "shared", "okhttp-sse", "okhttp-eventsource", "jersey",
			"webclient");

	private static final List<String> JSON = List.of("direct-json", "shared-json", "okhttp-sse-json",
			"okhttp-eventsource-json", "webclient-json");

	private final Options options;

	private final Rows rows;

	Comparison(Options options, Rows rows) {
		this.options = options;
		this.rows = rows;
	}

	void run() throws IOException, InterruptedException {
		try (ServerProcess server = ServerProcess.start()) {
			for (int round = 1; round <= this.options.number("rounds", 3); round++) {
				compare(server, round, "bulk", "tick", this.options.list("clients", TEXT));
				compare(server, round, "bulk", "wikimedia", this.options.list("clients", TEXT));
				compare(server, round, "bulk", "wikimedia", this.options.list("json", JSON));
			}
			// no bar hangs on these: one round
			compare(server, 1, "each", "tick", this.options.list("each", TEXT));
		}
	}

	private void compare(ServerProcess server, int round, String writes, String corpus, List<String> clients)
			throws IOException, InterruptedException {
		if (!this.options.list("corpora", List.of(corpus)).contains(corpus)) {
			return;
		}
		for (String client : clients) {
			Map<String, Object> row = measure(server, client, "/" + writes + "/" + corpus, Corpus.named(corpus).type(),
					1);
			this.rows.add(
					Map.of("part", "compare", "writes", writes, "corpus", corpus, "client", client, "round", round),
					row);
		}
	}

	Map<String, Object> measure(ServerProcess server, String client, String path, String type, int streams)
			throws IOException, InterruptedException {
		return ClientProcess.run(ThroughputClient.class, client, server.url(path), type, String.valueOf(streams),
				String.valueOf(this.options.number("warmup", 3000)),
				String.valueOf(this.options.number("window", 1500)));
	}

}

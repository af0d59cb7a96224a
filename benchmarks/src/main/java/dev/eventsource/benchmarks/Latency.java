package dev.eventsource.benchmarks;

import java.io.IOException;
import java.util.List;
import java.util.Map;

import dev.eventsource.benchmarks.client.LatencyClient;

/**
 * From the server's write to the listener, at 5,000 events a second.
 */
final class Latency {

	private static final List<String> CLIENTS = List.of("direct", "shared", "okhttp-sse", "okhttp-eventsource",
			"jersey", "webclient");

	private final Options options;

	private final Rows rows;

	Latency(Options options, Rows rows) {
		this.options = options;
		this.rows = rows;
	}

	void run() throws IOException, InterruptedException {
		for (int round = 1; round <= this.options.number("rounds", 2); round++) {
			for (String client : this.options.list("clients", CLIENTS)) {
				this.rows.add(Map.of("part", "latency", "client", client, "round", round), measure(client));
			}
		}
	}

	private Map<String, Object> measure(String client) throws IOException, InterruptedException {
		try (ServerProcess server = ServerProcess.start()) {
			String url = server.url("/paced/" + this.options.number("rate", 5000));
			return ClientProcess.run(LatencyClient.class, client, url, this.options.text("warmup", "10000"),
					this.options.text("window", "15000"));
		}
	}

}

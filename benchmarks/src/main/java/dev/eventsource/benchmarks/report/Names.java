package dev.eventsource.benchmarks.report;

import java.util.Map;

/**
 * How readers and clients are called in tables.
 */
final class Names {

	private static final Map<String, String> CLIENTS = Map.ofEntries(Map.entry("direct", "**ours**, `direct`"),
			Map.entry("shared", "**ours**, shared executor"),
			Map.entry("shared-without-meters", "**ours**, without meters"), Map.entry("okhttp-sse", "okhttp-sse"),
			Map.entry("okhttp-eventsource", "okhttp-eventsource"), Map.entry("jersey", "Jersey"),
			Map.entry("webclient", "WebClient"), Map.entry("webclient-retry", "WebClient with `retryWhen`"),
			Map.entry("direct-json", "**ours**, `direct`, `@SseListener`"),
			Map.entry("shared-json", "**ours**, shared executor, `@SseListener`"),
			Map.entry("okhttp-sse-json", "okhttp-sse + Jackson"),
			Map.entry("okhttp-eventsource-json", "okhttp-eventsource + Jackson"),
			Map.entry("webclient-json", "WebClient + Jackson"), Map.entry("ours", "**ours**"),
			Map.entry("ours-undecoded", "**ours**, data not read"),
			Map.entry("buffered-reader", "a `BufferedReader` loop"), Map.entry("limit-copy", "*limit: copy the bytes*"),
			Map.entry("limit-scan", "*limit: find line feeds*"),
			Map.entry("limit-decode", "*limit: one `String` an event*"));

	private static final Map<String, String> CORPORA = Map.of("tick", "83 B", "tick-crlf", "83 B, CRLF", "wikimedia",
			"1.3 KB JSON", "tokens", "LLM tokens", "large", "64 KiB", "cjk", "CJK, emoji");

	private Names() {
	}

	static String client(String name) {
		return CLIENTS.getOrDefault(name, name);
	}

	/**
	 * Returns a client's name without marks.
	 */
	static String plain(String name) {
		return client(name).replaceAll("[*`]", "");
	}

	static String corpus(String name) {
		return CORPORA.getOrDefault(name, name);
	}

}

package dev.eventsource.benchmarks.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes the tables between their marks in the document, and the picture beside it.
 */
public final class Report {

	private final Path folder;

	private Report(Path folder) {
		this.folder = folder;
	}

	/**
	 * Renews the document.
	 * @param folder has the rows
	 * @param document the document
	 * @throws IOException if it can not be read or written
	 */
	public static void write(Path folder, Path document) throws IOException {
		Report report = new Report(folder);
		String text = Files.readString(document);
		for (Map.Entry<String, String> table : report.tables().entrySet()) {
			text = replace(text, table.getKey(), table.getValue());
		}
		Files.writeString(document, text);
		Files.writeString(document.resolveSibling("performance.svg"), report.chart());
	}

	private Map<String, String> tables() {
		Tables tables = new Tables(this.folder);
		Map<String, String> all = new LinkedHashMap<>();
		all.put("machine", tables.machine());
		all.put("bars", new Bars(this.folder).toString());
		all.put("text-tick", tables.text("bulk", "tick"));
		all.put("text-wikimedia", tables.text("bulk", "wikimedia"));
		all.put("json", tables.json());
		all.put("each", tables.text("each", "tick"));
		all.put("parser-time", tables.parser("cpu", 1));
		all.put("parser-bytes", tables.parser("allocated", 1));
		all.put("parser-speed", tables.parser("gigabytesPerSecond", 1));
		all.put("sources", tables.sources());
		all.put("storm", tables.storm());
		all.put("classes", tables.classes());
		all.put("latency", tables.latency());
		all.put("startup", tables.startUp());
		all.put("growth", tables.growth());
		return all;
	}

	private static String replace(String text, String name, String table) {
		String begin = "<!-- table " + name + " -->\n";
		String end = "<!-- end -->";
		int from = text.indexOf(begin);
		if (from < 0) {
			throw new IllegalStateException("The document has no place for the table " + name);
		}
		from += begin.length();
		return text.substring(0, from) + table + "\n" + text.substring(text.indexOf(end, from));
	}

	private String chart() {
		Results bulk = Results.of(this.folder, "compare").where("writes", "bulk");
		Results texts = bulk.whereNotEnding("client", "-json");
		return new BarChart()
			.panel("83-byte events as text: CPU seconds per million", bars(texts.where("corpus", "tick")))
			.panel("1.3 KB events as text: CPU seconds per million", bars(texts.where("corpus", "wikimedia")))
			.panel("1.3 KB of JSON to a record: CPU seconds per million", bars(bulk.whereEnding("client", "-json")))
			.toString();
	}

	/**
	 * Leaves Jersey out, whose bar would make the others too short to see.
	 */
	private static List<BarChart.Bar> bars(Results results) {
		return results.names("client")
			.stream()
			.filter((client) -> !client.equals("jersey"))
			.map((client) -> new BarChart.Bar(Names.plain(client),
					results.where("client", client).sample("cpu").median() / 1000,
					client.startsWith("direct") || client.startsWith("shared")))
			.toList();
	}

}

package dev.eventsource.benchmarks.report;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The tables of the document, each by its name.
 */
final class Tables {

	private static final double MICROS = 1000;

	private static final double KIB = 1024;

	private static final double MIB = KIB * KIB;

	private final Path folder;

	Tables(Path folder) {
		this.folder = folder;
	}

	String parser(String column, double unit) {
		Results results = Results.of(this.folder, "parser");
		List<String> corpora = results.names("corpus");
		List<String> head = new ArrayList<>(List.of("parser"));
		corpora.forEach((corpus) -> head.add(Names.corpus(corpus)));
		Table table = new Table(head.toArray(String[]::new));
		for (String reader : results.names("reader")) {
			List<String> cells = new ArrayList<>(List.of(Names.client(reader)));
			corpora.forEach((corpus) -> cells
				.add(results.where("reader", reader).where("corpus", corpus).sample(column).cell(unit)));
			table.row(cells);
		}
		return table.toString();
	}

	String compare(Results results) {
		double best = results.names("client")
			.stream()
			.filter((client) -> !client.startsWith("direct") && !client.startsWith("shared"))
			.mapToDouble((client) -> results.where("client", client).sample("cpu").median())
			.filter((cpu) -> !Double.isNaN(cpu))
			.min()
			.orElse(Double.NaN);
		Table table = new Table("client", "CPU s per million events: min", "median", "max", "best peer = 1",
				"B per event", "wall s per million");
		for (String client : results.names("client")) {
			Results own = results.where("client", client);
			List<String> cells = new ArrayList<>(List.of(Names.client(client)));
			cells.addAll(List.of(own.sample("cpu").cells(MICROS)));
			cells.add(Sample.number(own.sample("cpu").median() / best));
			cells.add(own.sample("allocated").cell(1));
			cells.add(own.sample("wall").cell(MICROS));
			table.row(cells);
		}
		return table.toString();
	}

	String text(String writes, String corpus) {
		return compare(Results.of(this.folder, "compare")
			.where("writes", writes)
			.where("corpus", corpus)
			.whereNotEnding("client", "-json"));
	}

	String json() {
		return compare(Results.of(this.folder, "compare").whereEnding("client", "-json"));
	}

	String sources() {
		Results results = Results.of(this.folder, "sources");
		Table table = new Table("client", "sources", "heap, KiB each", "RSS, KiB each", "threads", "CPU %", "open in s",
				"with CPU s");
		results.rows().stream().map((row) -> String.valueOf(row.get("sources"))).distinct().forEach((sources) -> {
			Results many = results.where("sources", Integer.valueOf(sources));
			many.names("client").forEach((client) -> {
				Results own = many.where("client", client);
				table.row(Names.client(client), sources, own.sample("heapPerSource").cell(KIB),
						own.sample("residentPerSource").cell(KIB), own.sample("threads").cell(1),
						own.sample("cpuPercent").cell(1), own.sample("openSeconds").cell(1),
						own.sample("openCpuSeconds").cell(1));
			});
		});
		return table.toString();
	}

	String storm() {
		Results results = Results.of(this.folder, "sources").having("stormSeconds");
		Table table = new Table("client", "sources", "all open again after s", "CPU s", "peak heap, MiB");
		for (Map<String, Object> row : results.rows()) {
			Results one = new Results(List.of(row));
			table.row(Names.client(String.valueOf(row.get("client"))), String.valueOf(row.get("sources")),
					one.sample("stormSeconds").cell(1), one.sample("stormCpuSeconds").cell(1),
					one.sample("stormPeakHeap").cell(MIB));
		}
		return table.toString();
	}

	String classes() {
		Results results = Results.of(this.folder, "histogram").where("client", "shared-without-meters");
		Table table = new Table("class", "instances each", "bytes each");
		results.rows()
			.stream()
			.limit(25)
			.map((row) -> new Results(List.of(row)))
			.forEach((row) -> table.row("`" + row.names("class").get(0) + "`", row.sample("instances").cell(1),
					row.sample("bytes").cell(1)));
		return table.toString();
	}

	String latency() {
		Results results = Results.of(this.folder, "latency");
		Table table = new Table("client", "p50, µs", "p90", "p99", "max", "CPU µs per event");
		for (String client : results.names("client")) {
			Results own = results.where("client", client);
			table.row(Names.client(client), own.sample("p50").cell(1), own.sample("p90").cell(1),
					own.sample("p99").cell(1), own.sample("max").cell(1), own.sample("cpu").cell(MICROS));
		}
		return table.toString();
	}

	String startUp() {
		Results results = Results.of(this.folder, "startup");
		Table table = new Table("application", "ready after ms: min", "median", "max", "CPU ms", "classes");
		for (String application : results.names("application")) {
			Results own = results.where("application", application);
			List<String> cells = new ArrayList<>(List.of(application));
			cells.addAll(List.of(own.sample("readyMillis").cells(1)));
			cells.add(own.sample("cpuMillis").cell(1));
			cells.add(own.sample("classes").cell(1));
			table.row(cells);
		}
		return table.toString();
	}

	String growth() {
		Results results = Results.of(this.folder, "growth");
		Table table = new Table("what grows", "to", "CPU s per million events", "B per event");
		results.rows().forEach((row) -> {
			Results one = new Results(List.of(row));
			table.row(String.valueOf(row.get("what")), String.valueOf(row.get("number")),
					one.sample("cpu").cell(MICROS), one.sample("allocated").cell(1));
		});
		return table.toString();
	}

	String machine() {
		Table table = new Table("what", "on which the rows were taken");
		Results.of(this.folder, "machine")
			.rows()
			.forEach((row) -> table.row(String.valueOf(row.get("name")), String.valueOf(row.get("value"))));
		// text, not numbers
		return table.toString().replace("---:", "---");
	}

}

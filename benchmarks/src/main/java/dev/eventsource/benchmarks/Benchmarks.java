package dev.eventsource.benchmarks;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

import dev.eventsource.benchmarks.report.Report;

/**
 * Runs a part: its name, then options as {@code name=value}.
 */
public final class Benchmarks {

	private static final List<String> PARTS = List.of("machine", "startup", "sources", "latency", "compare", "parser",
			"growth");

	private final Options options;

	private final Path results;

	private Benchmarks(Options options) {
		this.options = options;
		this.results = Path.of(options.text("results", "target/results"));
	}

	public static void main(String[] args) throws Exception {
		Benchmarks benchmarks = new Benchmarks(new Options(Arrays.asList(args).subList(1, args.length)));
		for (String part : args[0].equals("all") ? PARTS : List.of(args[0])) {
			long begun = System.nanoTime();
			benchmarks.run(part);
			System.out.printf("%s took %d s%n", part, Duration.ofNanos(System.nanoTime() - begun).toSeconds());
		}
	}

	private void run(String part) throws Exception {
		if (part.equals("report")) {
			Report.write(this.results, Path.of("../docs/performance.md"));
			return;
		}
		Rows rows = rows(part);
		switch (part) {
			case "machine" -> new Machine(rows).describe();
			case "startup" -> new StartUp(this.options, rows).run();
			case "sources" -> new OpenSources(this.options, rows, rows("histogram")).run();
			case "latency" -> new Latency(this.options, rows).run();
			case "compare" -> new Comparison(this.options, rows).run();
			case "parser" -> new ParserRuns(this.options, rows).run();
			case "growth" -> new Growth(this.options, rows).run();
			default -> throw new IllegalArgumentException("Unknown part " + part + "; known: all, report, " + PARTS);
		}
	}

	private Rows rows(String part) throws Exception {
		Rows rows = new Rows(this.results.resolve(part + ".jsonl"));
		rows.begin();
		return rows;
	}

}

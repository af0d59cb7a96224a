package dev.eventsource.benchmarks;

import java.nio.file.Path;
import java.util.Arrays;

/**
 * Runs a part: its name, then options as {@code name=value}.
 */
public final class Benchmarks {

	private Benchmarks() {
	}

	public static void main(String[] args) throws Exception {
		String part = args[0];
		Options options = new Options(Arrays.asList(args).subList(1, args.length));
		Rows rows = new Rows(Path.of(options.text("results", "target/results"), part + ".jsonl"));
		rows.begin();
		switch (part) {
			case "compare" -> new Comparison(options, rows).run();
			case "parser" -> new ParserRuns(options, rows).run();
			case "sources" -> new OpenSources(options, rows).run();
			case "latency" -> new Latency(options, rows).run();
			case "startup" -> new StartUp(options, rows).run();
			case "growth" -> new Growth(options, rows).run();
			default -> throw new IllegalArgumentException("Unknown part " + part + "; see README.md");
		}
	}

}

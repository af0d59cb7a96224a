package dev.eventsource.benchmarks;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.eventsource.benchmarks.corpus.Corpus;
import dev.eventsource.benchmarks.parser.ParserBenchmark;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * Runs the parsers in JMH; a row for each iteration.
 */
final class ParserRuns {

	private final Options options;

	private final Rows rows;

	ParserRuns(Options options, Rows rows) {
		this.options = options;
		this.rows = rows;
	}

	void run() throws RunnerException {
		ChainedOptionsBuilder jmh = new OptionsBuilder().include(ParserBenchmark.class.getSimpleName())
			.forks(this.options.number("rounds", 1))
			.warmupIterations(1)
			.warmupTime(TimeValue.milliseconds(300))
			.measurementIterations(3)
			.measurementTime(TimeValue.milliseconds(this.options.number("window", 300)))
			.jvmArgs("-Xms512m", "-Xmx512m", "-XX:+UseG1GC")
			.addProfiler(GCProfiler.class)
			.shouldFailOnError(true)
			.verbosity(VerboseMode.SILENT);
		jmh.param("warmUpMillis", this.options.text("warmup", "700"));
		parameter(jmh, "reader");
		parameter(jmh, "corpus");
		for (RunResult result : new Runner(jmh.build()).run()) {
			record(result);
		}
	}

	private void parameter(ChainedOptionsBuilder jmh, String name) {
		List<String> values = this.options.list(name, List.of());
		if (!values.isEmpty()) {
			jmh.param(name, values.toArray(String[]::new));
		}
	}

	private void record(RunResult result) {
		String reader = result.getParams().getParam("reader");
		Corpus corpus = Corpus.named(result.getParams().getParam("corpus"));
		result.getBenchmarkResults().forEach((fork) -> {
			int round = 1;
			for (IterationResult iteration : fork.getIterationResults()) {
				this.rows.add(Map.of("part", "parser", "reader", reader, "corpus", corpus.name(), "round", round),
						values(iteration, corpus));
				round++;
			}
		});
	}

	private static Map<String, Object> values(IterationResult iteration, Corpus corpus) {
		double events = secondary(iteration, "blocks") * corpus.events();
		double nanos = secondary(iteration, "cpuNanos") / events;
		double size = (double) corpus.bytes().length / corpus.events();
		Map<String, Object> values = new LinkedHashMap<>();
		values.put("cpu", nanos);
		values.put("wall", iteration.getPrimaryResult().getScore() / corpus.events());
		values.put("allocated", secondary(iteration, "gc.alloc.rate.norm") / corpus.events());
		values.put("gigabytesPerSecond", size / nanos);
		values.put("eventSize", size);
		values.put("jdk", Runtime.version().toString());
		return values;
	}

	@SuppressWarnings("rawtypes") // as JMH declares them
	private static double secondary(IterationResult iteration, String name) {
		return iteration.getSecondaryResults()
			.entrySet()
			.stream()
			.filter((entry) -> entry.getKey().endsWith(name))
			.findFirst()
			.orElseThrow()
			.getValue()
			.getScore();
	}

}

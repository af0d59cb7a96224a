package dev.eventsource.benchmarks.parser;

import java.util.concurrent.TimeUnit;

import dev.eventsource.benchmarks.corpus.Corpus;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.Blackhole;

/**
 * Reads a block of events; to be divided by how many they are.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class ParserBenchmark {

	@Param({ "ours", "ours-undecoded", "okhttp-sse", "okhttp-eventsource", "jersey", "webclient", "buffered-reader",
			"limit-copy", "limit-scan", "limit-decode" })
	private String reader = "";

	@Param({ "tick", "tick-crlf", "wikimedia", "tokens", "large", "cjk" })
	private String corpus = "";

	private BlockReader blocks = (sink) -> {
	};

	/** Thread time; a busy machine would cut a warm-up by the clock short. */
	@Param("700")
	private long warmUpMillis;

	@Setup(Level.Trial)
	public void open(Blackhole sink) throws Exception {
		this.blocks = named(this.reader, Corpus.named(this.corpus));
		long end = CpuTime.ofThread() + this.warmUpMillis * 1_000_000;
		while (CpuTime.ofThread() < end) {
			this.blocks.read(sink);
		}
	}

	@Benchmark
	public void block(Blackhole sink, CpuTime time) throws Exception {
		this.blocks.read(sink);
		time.blocks++;
	}

	private static BlockReader named(String name, Corpus corpus) {
		return switch (name) {
			case "ours" -> OurParser.decoding(corpus);
			case "ours-undecoded" -> OurParser.notDecoding(corpus);
			case "okhttp-sse" -> OkHttpParsers.sse(corpus);
			case "okhttp-eventsource" -> OkHttpParsers.eventSource(corpus);
			case "jersey" -> new JerseyParser(corpus);
			case "webclient" -> new WebClientParser(corpus);
			case "buffered-reader" -> new BufferedLines(corpus);
			case "limit-copy" -> Limits.copy(corpus);
			case "limit-scan" -> Limits.scan(corpus);
			case "limit-decode" -> Limits.decode(corpus);
			default -> throw new IllegalArgumentException("Unknown reader " + name);
		};
	}

}

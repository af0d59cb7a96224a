package dev.eventsource.benchmarks.parser;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;

import dev.eventsource.benchmarks.corpus.Corpus;
import org.openjdk.jmh.infra.Blackhole;

/**
 * The loop that one writes by hand: lines, prefixes, a builder for the data.
 */
final class BufferedLines implements BlockReader {

	private final BufferedReader lines;

	private final int events;

	BufferedLines(Corpus corpus) {
		this.lines = new BufferedReader(
				new InputStreamReader(new RepeatedStream(corpus.bytes()), StandardCharsets.UTF_8));
		this.events = corpus.events();
	}

	@Override
	public void read(Blackhole sink) throws IOException {
		for (int event = 0; event < this.events; event++) {
			sink.consume(next(sink));
		}
	}

	private String next(Blackhole sink) throws IOException {
		StringBuilder data = new StringBuilder();
		while (true) {
			String line = this.lines.readLine();
			if (line.isEmpty() && !data.isEmpty()) {
				return data.substring(0, data.length() - 1);
			}
			if (line.startsWith("data: ")) {
				data.append(line, 6, line.length()).append('\n');
			}
			else if (line.startsWith("id: ") || line.startsWith("event: ")) {
				sink.consume(line.substring(line.indexOf(' ') + 1));
			}
		}
	}

}

package dev.eventsource.benchmarks.parser;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

import dev.eventsource.benchmarks.corpus.Corpus;
import org.openjdk.jmh.infra.Blackhole;

/**
 * What a machine needs for the least that any parser has to do.
 */
final class Limits {

	private static final int READ_SIZE = 16 * 1024;

	private static final VarHandle WORDS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

	private static final long LINE_FEEDS = 0x0A0A0A0A0A0A0A0AL;

	private static final long ONES = 0x0101010101010101L;

	private static final long HIGH_BITS = 0x8080808080808080L;

	private Limits() {
	}

	/**
	 * Copies the bytes once into an array that is used again.
	 */
	static BlockReader copy(Corpus corpus) {
		RepeatedStream stream = new RepeatedStream(corpus.bytes());
		byte[] target = new byte[READ_SIZE];
		return (sink) -> {
			for (int left = corpus.bytes().length; left > 0;) {
				left -= stream.read(target, 0, Math.min(left, READ_SIZE));
				sink.consume(target);
			}
		};
	}

	/**
	 * Counts line feeds, eight bytes at a time.
	 */
	static BlockReader scan(Corpus corpus) {
		byte[] bytes = corpus.bytes();
		return (sink) -> {
			int lines = 0;
			for (int at = 0; at + Long.BYTES <= bytes.length; at += Long.BYTES) {
				long zeroWhereFound = (long) WORDS.get(bytes, at) ^ LINE_FEEDS;
				lines += Long.bitCount((zeroWhereFound - ONES) & ~zeroWhereFound & HIGH_BITS);
			}
			sink.consume(lines);
		};
	}

	/**
	 * Makes one text of each event, its length known beforehand.
	 */
	static BlockReader decode(Corpus corpus) {
		return (sink) -> {
			int from = 0;
			for (int end : corpus.ends()) {
				sink.consume(new String(corpus.bytes(), from, end - from, StandardCharsets.UTF_8));
				from = end;
			}
		};
	}

}

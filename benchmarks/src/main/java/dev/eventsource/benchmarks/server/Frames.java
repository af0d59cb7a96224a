package dev.eventsource.benchmarks.server;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import dev.eventsource.benchmarks.corpus.Corpus;

/**
 * A corpus as chunks of HTTP, ready to be written one by one.
 */
final class Frames {

	private static final int WRITE_SIZE = 16 * 1024;

	private static final byte[] LINE_END = { '\r', '\n' };

	private Frames() {
	}

	/**
	 * Cuts a corpus into writes of 16 KiB, wherever that is in an event.
	 */
	static List<ByteBuffer> bulk(Corpus corpus) {
		List<ByteBuffer> frames = new ArrayList<>();
		for (int from = 0; from < corpus.bytes().length; from += WRITE_SIZE) {
			frames.add(frame(corpus.bytes(), from, Math.min(WRITE_SIZE, corpus.bytes().length - from)));
		}
		return frames;
	}

	/**
	 * Cuts a corpus into a write for each event.
	 */
	static List<ByteBuffer> each(Corpus corpus) {
		List<ByteBuffer> frames = new ArrayList<>();
		int from = 0;
		for (int end : corpus.ends()) {
			frames.add(frame(corpus.bytes(), from, end - from));
			from = end;
		}
		return frames;
	}

	static ByteBuffer frame(String text) {
		byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
		return frame(bytes, 0, bytes.length);
	}

	private static ByteBuffer frame(byte[] bytes, int from, int length) {
		byte[] size = Integer.toHexString(length).getBytes(StandardCharsets.US_ASCII);
		return ByteBuffer.allocateDirect(size.length + length + 4)
			.put(size)
			.put(LINE_END)
			.put(bytes, from, length)
			.put(LINE_END)
			.flip();
	}

}

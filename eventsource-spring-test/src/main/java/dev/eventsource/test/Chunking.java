package dev.eventsource.test;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Where a body is cut into writes of their own.
 *
 * @param merge whether neighbouring pieces of the script are joined before they are cut
 * @param size the longest write
 * @param offsets further cuts, counted from the body's first byte, ascending
 */
record Chunking(boolean merge, int size, List<Integer> offsets) {

	static final Chunking AS_WRITTEN = new Chunking(false, Integer.MAX_VALUE, List.of());

	static Chunking every(int size) {
		if (size < 1) {
			throw new IllegalArgumentException("A chunk has at least one byte, not " + size);
		}
		return new Chunking(true, size, List.of());
	}

	static Chunking at(int... offsets) {
		return new Chunking(true, Integer.MAX_VALUE, Arrays.stream(offsets).sorted().boxed().toList());
	}

	List<byte[]> split(byte[] bytes, long start) {
		List<byte[]> pieces = new ArrayList<>();
		int from = 0;
		while (from < bytes.length) {
			int to = (int) Math.min(bytes.length, nextCut(start + from) - start);
			pieces.add(Arrays.copyOfRange(bytes, from, to));
			from = to;
		}
		return pieces;
	}

	private long nextCut(long position) {
		long regular = position - position % this.size + this.size;
		return this.offsets.stream()
			.mapToLong(Integer::longValue)
			.filter((offset) -> offset > position)
			.reduce(regular, Math::min);
	}

}

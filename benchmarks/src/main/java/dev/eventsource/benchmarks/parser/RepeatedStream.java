package dev.eventsource.benchmarks.parser;

import java.io.InputStream;

/**
 * A corpus without end, as a socket's stream would give it.
 */
final class RepeatedStream extends InputStream {

	private static final int READ_SIZE = 16 * 1024;

	private final byte[] block;

	private int position;

	RepeatedStream(byte[] block) {
		this.block = block;
	}

	@Override
	public int read() {
		int value = this.block[this.position] & 0xFF;
		advance(1);
		return value;
	}

	@Override
	public int read(byte[] target, int offset, int length) {
		int count = Math.min(Math.min(length, READ_SIZE), this.block.length - this.position);
		System.arraycopy(this.block, this.position, target, offset, count);
		advance(count);
		return count;
	}

	@Override
	public int available() {
		return READ_SIZE;
	}

	private void advance(int count) {
		this.position = (this.position + count) % this.block.length;
	}

}

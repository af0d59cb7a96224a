package dev.eventsource.simulation;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiConsumer;

/**
 * Cuts what a server sends into chunks.
 */
final class LogReader {

	private final List<Block> log;

	private byte[] prelude;

	/** Where in the server's log the next byte is. */
	private int block;

	private int offset;

	private LogReader(List<Block> log, int block, byte[] prelude) {
		this.log = log;
		this.block = block;
		this.prelude = prelude;
	}

	static LogReader open(World world, Server server, String lastEventId) {
		int first = server.replayFrom(lastEventId);
		byte[] prelude = switch (world.below(4)) {
			case 0 -> "\uFEFF".getBytes(StandardCharsets.UTF_8);
			case 1 -> ": welcome\r\n\r\n".getBytes(StandardCharsets.UTF_8);
			default -> new byte[0];
		};
		return new LogReader(server.log(), first, prelude);
	}

	static LogReader empty() {
		return new LogReader(List.of(), 0, new byte[0]);
	}

	/**
	 * Cuts off the next chunk.
	 * @param size bytes at most
	 * @param taker takes the bytes, and the blocks that they complete
	 * @return whether there was anything
	 */
	boolean next(int size, BiConsumer<byte[], List<Block>> taker) {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		int opening = Math.min(size, this.prelude.length);
		bytes.write(this.prelude, 0, opening);
		this.prelude = Arrays.copyOfRange(this.prelude, opening, this.prelude.length);
		List<Block> complete = new ArrayList<>();
		while (bytes.size() < size && this.block < this.log.size()) {
			take(bytes, size - bytes.size(), complete);
		}
		if (bytes.size() > 0) {
			taker.accept(bytes.toByteArray(), complete);
		}
		return bytes.size() > 0;
	}

	private void take(ByteArrayOutputStream bytes, int room, List<Block> complete) {
		Block next = this.log.get(this.block);
		int length = Math.min(room, next.bytes().length - this.offset);
		bytes.write(next.bytes(), this.offset, length);
		if (this.offset < next.complete() && this.offset + length >= next.complete()) {
			complete.add(next);
		}
		this.offset += length;
		if (this.offset == next.bytes().length) {
			this.block++;
			this.offset = 0;
		}
	}

}

package dev.eventsource.simulation;

import java.nio.charset.StandardCharsets;

import dev.eventsource.simulation.Block.Kind;
import org.jspecify.annotations.Nullable;

/**
 * Writes blocks in all the ways that the standard allows.
 */
final class BlockWriter {

	/** Longest event and longest id that the client is set to take. */
	static final int EVENT_SIZE = 120;

	static final int ID_SIZE = 40;

	private static final String[] LINE_ENDS = { "\n", "\r\n", "\r" };

	private final World world;

	private final int number;

	private final String end;

	private final StringBuilder text = new StringBuilder();

	private BlockWriter(World world, int number) {
		this.world = world;
		this.number = number;
		this.end = LINE_ENDS[world.below(LINE_ENDS.length)];
	}

	static Block event(World world, int number, @Nullable String id, String type) {
		BlockWriter writer = new BlockWriter(world, number);
		String data = "n" + number + " é".repeat(world.below(12));
		boolean idFirst = world.flip();
		if (idFirst) {
			writer.id(id);
		}
		if (!type.equals("message") || world.flip()) {
			writer.line("event", type);
		}
		writer.line("data", data);
		if (world.below(4) == 0) {
			writer.line("data", "");
			data = data + "\n";
		}
		if (!idFirst) {
			writer.id(id);
		}
		writer.ignoredId();
		return writer.block(Kind.EVENT, id, type, data, 0);
	}

	static Block skipped(World world, int number, @Nullable String id) {
		BlockWriter writer = new BlockWriter(world, number);
		if (world.flip()) {
			writer.line("data", "x".repeat(EVENT_SIZE + 1 + world.below(60)));
		}
		else {
			writer.line("data", "x");
			writer.line("event", "t".repeat(300));
		}
		writer.id(id);
		return writer.block(Kind.SKIPPED, id, "message", "", 0);
	}

	static Block position(World world, int number, String id) {
		BlockWriter writer = new BlockWriter(world, number);
		writer.id(id);
		if (world.flip()) {
			writer.line("event", "nothing");
		}
		return writer.block(Kind.POSITION, id, "", "", 0);
	}

	static Block retry(World world, int number, long millis) {
		BlockWriter writer = new BlockWriter(world, number);
		writer.line("retry", Long.toString(millis));
		int complete = writer.text.length() - writer.end.length() + 1;
		writer.text.append(writer.end);
		return new Block(number, Kind.RETRY, writer.text.toString().getBytes(StandardCharsets.UTF_8), complete, null,
				"", "", millis);
	}

	static Block comment(World world, int number) {
		BlockWriter writer = new BlockWriter(world, number);
		writer.text.append(": still here").append(writer.end);
		return writer.block(Kind.COMMENT, null, "", "", 0);
	}

	private void id(@Nullable String id) {
		if (id != null) {
			line("id", id);
		}
	}

	/** Neither an id with a NUL nor one that is too long is one. */
	private void ignoredId() {
		if (this.world.below(15) == 0) {
			line("id", this.world.flip() ? "a\0b" : "y".repeat(ID_SIZE + 1));
		}
	}

	private void line(String field, String value) {
		boolean blank = value.startsWith(" ") || this.world.flip();
		this.text.append(field).append(blank ? ": " : ":").append(value).append(this.end);
	}

	private Block block(Kind kind, @Nullable String id, String type, String data, long retry) {
		byte[] bytes = this.text.append(this.end).toString().getBytes(StandardCharsets.UTF_8);
		// a CR ends a line, whether its LF comes or not
		int complete = bytes.length - (this.end.length() - 1);
		return new Block(this.number, kind, bytes, complete, id, type, data, retry);
	}

}

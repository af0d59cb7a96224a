package dev.eventsource.simulation;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * What the server has sent since the beginning of time, and how it replays it.
 */
final class Server {

	private static final int LONGEST_LOG = 40;

	private final List<Block> log = new ArrayList<>();

	/**
	 * Blocks that this server did not send although the client asked from before them.
	 */
	private final BitSet withheld = new BitSet();

	/** How far the log goes when an id is first in force. */
	private final Map<String, Integer> firstBehind = new HashMap<>();

	private final World world;

	private final String source;

	private final Mode mode;

	private final int history;

	private String id = "";

	private int repetitions;

	Server(World world, String source) {
		this.world = world;
		this.source = source;
		this.mode = Mode.values()[world.below(Mode.values().length)];
		this.history = 3 + world.below(6);
	}

	Mode mode() {
		return this.mode;
	}

	List<Block> log() {
		return this.log;
	}

	String lastId() {
		return this.id;
	}

	boolean isWithheld(int number) {
		return this.withheld.get(number);
	}

	void publish() {
		if (this.log.size() < LONGEST_LOG) {
			add(draw(this.log.size()));
		}
	}

	/** Says something that tells the client, and us, where the end is. */
	void publishLast() {
		int number = this.log.size();
		String last = "last" + number;
		add((this.mode == Mode.NO_IDS) ? BlockWriter.event(this.world, number, null, "message")
				: switch (this.world.below(6)) {
					case 0 -> BlockWriter.skipped(this.world, number, last);
					case 1 -> BlockWriter.position(this.world, number, last);
					default -> BlockWriter.event(this.world, number, last, "message");
				});
	}

	private void add(Block block) {
		this.log.add(block);
		if (block.id() != null) {
			this.id = block.id();
			this.firstBehind.putIfAbsent(strip(this.id), this.log.size());
		}
		this.world.note(this.source, () -> "server publishes " + block);
	}

	private Block draw(int number) {
		int kind = this.world.below(40);
		if (kind == 0) {
			return BlockWriter.comment(this.world, number);
		}
		if (kind == 1) {
			long[] times = { 0, 700, 3000, 50_000, Long.MAX_VALUE };
			return BlockWriter.retry(this.world, number, times[this.world.below(times.length)]);
		}
		if (this.mode == Mode.TRAILERS && this.world.below(3) == 0) {
			return BlockWriter.position(this.world, number, "t" + number);
		}
		if (this.mode == Mode.RESET && kind == 2) {
			return BlockWriter.position(this.world, number, "");
		}
		if (kind < 6) {
			return BlockWriter.skipped(this.world, number, nextId(number));
		}
		String[] types = { "message", "message", "other", "nobody" };
		return BlockWriter.event(this.world, number, nextId(number), types[this.world.below(types.length)]);
	}

	private @Nullable String nextId(int number) {
		return switch (this.mode) {
			case NO_IDS, TRAILERS -> null;
			case DUPLICATE_IDS_AFTER, DUPLICATE_IDS_AT -> repeatedId(number);
			case RESET -> (this.world.below(12) == 0) ? "" : someId(number);
			default -> (this.world.below(6) == 0) ? null : someId(number);
		};
	}

	private String repeatedId(int number) {
		if (this.repetitions-- > 0) {
			return this.id;
		}
		this.repetitions = this.world.below(3);
		return "d" + number;
	}

	private String someId(int number) {
		return switch (this.world.below(20)) {
			case 0 -> "unsendable\u0001" + number;
			case 1 -> "é" + number;
			case 2 -> " blank" + number + "\t";
			default -> "i" + number;
		};
	}

	/** Draws an id that there has been, or one that there has not. */
	String anyId() {
		int number = this.world.below(this.log.size() + 2);
		if (number >= this.log.size()) {
			return (number == this.log.size()) ? "" : "elsewhere";
		}
		String some = this.log.get(number).id();
		return (some != null) ? some : "";
	}

	/** Somebody has moved the position: what is before it is not asked for again. */
	void forgo(String id) {
		this.withheld.set(0, covered(id));
	}

	/**
	 * Returns how much of the log a client must be done with before it may ask to go on
	 * from an id.
	 * @param id the id, empty for none
	 * @return a number of blocks
	 */
	int covered(String id) {
		return id.isEmpty() ? 0 : this.firstBehind.getOrDefault(strip(id), 0);
	}

	/**
	 * Answers a request.
	 * @param id what the client asks to go on from, empty for anywhere
	 * @return number of the first block that is sent
	 */
	int replayFrom(String id) {
		int asked = covered(id);
		int start = switch (this.mode) {
			case RESUME_AFTER, TRAILERS, RESET -> asked;
			case RESUME_AT, DUPLICATE_IDS_AT -> Math.max(0, asked - 1);
			case DUPLICATE_IDS_AFTER -> afterLast(id, asked);
			case SHORT_HISTORY -> Math.max(asked, this.log.size() - this.history);
			case NO_IDS, NO_REPLAY -> this.log.size();
		};
		if (start > asked) {
			this.withheld.set(asked, start);
		}
		return start;
	}

	private int afterLast(String id, int first) {
		int after = first;
		while (after > 0 && after < this.log.size()
				&& (this.log.get(after).id() == null || strip(id).equals(this.log.get(after).id()))) {
			after++;
		}
		return after;
	}

	/** In a header, blanks around a value are no part of it. */
	static String strip(String id) {
		int from = 0;
		int to = id.length();
		while (from < to && isBlank(id.charAt(from))) {
			from++;
		}
		while (from < to && isBlank(id.charAt(to - 1))) {
			to--;
		}
		return id.substring(from, to);
	}

	private static boolean isBlank(char character) {
		return character == ' ' || character == '\t';
	}

	enum Mode {

		RESUME_AFTER, RESUME_AT, NO_IDS, DUPLICATE_IDS_AFTER, DUPLICATE_IDS_AT, TRAILERS, RESET, SHORT_HISTORY,
		NO_REPLAY

	}

}

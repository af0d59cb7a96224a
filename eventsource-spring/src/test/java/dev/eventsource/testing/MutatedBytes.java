package dev.eventsource.testing;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;

/**
 * A fuzzer for every build: takes inputs apart and puts them together again, by chance,
 * but the same way each time.
 */
public final class MutatedBytes {

	private static final int LONGEST = 4096;

	private static final String[] WORDS = { "\n", "\r", "\r\n", "\n\n", ":", ": ", " ", "data", "data:", "event: a\n",
			"id: 1\n", "id\n", "retry: 5\n", "\0", "\u00EF\u00BB\u00BF", "\u00FF", "\u00ED\u00A0\u0080", "\u00C3",
			"0123456789", "//", "@", "#", "?", "%", "[", "\\", ";", "\u001B[31m" };

	private final List<byte[]> seeds;

	private final Random random;

	/**
	 * Creates a fuzzer.
	 * @param seeds what to begin with, at least one
	 * @param seed which chance
	 */
	public MutatedBytes(List<byte[]> seeds, long seed) {
		this.seeds = seeds;
		this.random = new Random(seed);
	}

	/**
	 * Checks the seeds, and what can be made of them.
	 * @param count how many inputs beside the seeds
	 * @param check throws if an input breaks what must hold
	 */
	public void check(int count, Consumer<byte[]> check) {
		this.seeds.forEach((seed) -> checkOne(seed, check));
		for (int i = 0; i < count; i++) {
			checkOne(next(), check);
		}
	}

	private static void checkOne(byte[] input, Consumer<byte[]> check) {
		try {
			check.accept(input.clone());
		}
		catch (Throwable ex) {
			throw new AssertionError("Input in Latin-1, escaped: " + escaped(input), ex);
		}
	}

	private static String escaped(byte[] input) {
		StringBuilder text = new StringBuilder();
		for (byte value : input) {
			boolean plain = value >= ' ' && value <= '~' && value != '\\';
			text.append(plain ? String.valueOf((char) value) : "\\u%04X".formatted(value & 0xFF));
		}
		return text.toString();
	}

	private byte[] next() {
		byte[] input = pick().clone();
		for (int edits = 1 + this.random.nextInt(4); edits > 0; edits--) {
			input = edit(input);
		}
		return (input.length > LONGEST) ? Arrays.copyOf(input, LONGEST) : input;
	}

	private byte[] pick() {
		return this.seeds.get(this.random.nextInt(this.seeds.size()));
	}

	private byte[] edit(byte[] input) {
		int from = this.random.nextInt(input.length + 1);
		int to = Math.min(input.length, from + this.random.nextInt(this.random.nextBoolean() ? 4 : 64));
		return switch (this.random.nextInt(6)) {
			case 0 -> joined(input, from, to, new byte[0]);
			case 1 -> joined(input, from, from, Arrays.copyOfRange(input, from, to));
			case 2 -> joined(input, from, to, word());
			case 3 -> joined(input, from, from, word());
			case 4 -> joined(input, from, input.length, tail(pick()));
			default ->
				joined(input, from, Math.min(from + 1, input.length), new byte[] { (byte) this.random.nextInt() });
		};
	}

	private byte[] word() {
		return WORDS[this.random.nextInt(WORDS.length)].repeat(this.random.nextInt(10) == 0 ? 20 : 1)
			.getBytes(StandardCharsets.ISO_8859_1);
	}

	private byte[] tail(byte[] other) {
		return Arrays.copyOfRange(other, this.random.nextInt(other.length + 1), other.length);
	}

	/** Puts something in place of a range. */
	private static byte[] joined(byte[] input, int from, int to, byte[] middle) {
		ByteArrayOutputStream output = new ByteArrayOutputStream();
		output.write(input, 0, from);
		output.writeBytes(middle);
		output.write(input, to, input.length - to);
		return output.toByteArray();
	}

}

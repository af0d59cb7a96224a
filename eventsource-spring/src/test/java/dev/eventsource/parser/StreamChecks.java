package dev.eventsource.parser;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;

import dev.eventsource.MessageEvent;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What must hold for any stream, whatever its bytes and wherever it is cut. The first
 * byte of an input draws limits, the second how it is cut; the rest is the stream.
 */
public final class StreamChecks {

	private static final ParserLimits[] LIMITS = { ParserLimits.DEFAULT, new ParserLimits(20, 3),
			new ParserLimits(1, 1), new ParserLimits(0, 0), new ParserLimits(300, 40) };

	/** What a line may need beside its value. */
	private static final int FIELD_NAME = 16;

	/** What a parser may keep for the next line. */
	private static final int IDLE_BYTES = 256;

	private static final int LONGEST_SEED = 3000;

	private StreamChecks() {
	}

	/**
	 * Returns streams to begin with: the vectors, the starts of what was recorded, and
	 * what was found before.
	 * @return inputs
	 */
	public static List<byte[]> seeds() {
		List<byte[]> seeds = new ArrayList<>();
		for (String folder : new String[] { "grammar", "recorded", "found" }) {
			for (String name : StreamFiles.names(folder)) {
				byte[] stream = StreamFiles.stream(folder, name);
				seeds.add(input(seeds.size(), Arrays.copyOf(stream, Math.min(stream.length, LONGEST_SEED))));
			}
		}
		return seeds;
	}

	private static byte[] input(int number, byte[] stream) {
		ByteArrayOutputStream input = new ByteArrayOutputStream();
		input.write(number);
		input.write(number * 31);
		input.writeBytes(stream);
		return input.toByteArray();
	}

	/**
	 * Events, ids and times are those of {@link ReferenceParser}, whole and cut.
	 * @param input limits, cuts, stream
	 */
	public static void agreesWithTheReference(byte[] input) {
		if (input.length < 2) {
			return;
		}
		byte[] stream = stream(input);
		RecordingSink expected = new RecordingSink();
		ReferenceParser reference = new ReferenceParser(limits(input), expected);
		reference.parse(stream);

		for (Random cuts : new Random[] { null, new Random(input[1]) }) {
			RecordingSink sink = new RecordingSink();
			EventStreamParser parser = Parsing.parser(sink, limits(input));
			feed(parser, stream, cuts);
			assertSame(sink.signals(), expected.signals());
			assertSame(parser.lastEventId(), reference.lastEventId());
			assertSame(parser.midEvent(), reference.midEvent());
		}
	}

	/**
	 * No more is kept than the limits allow, and than has come, after any number of
	 * bytes.
	 * @param input limits, cuts, stream
	 */
	public static void keepsNoMoreThanItsLimits(byte[] input) {
		if (input.length < 2) {
			return;
		}
		ParserLimits limits = limits(input);
		byte[] stream = stream(input);
		long longest = (long) Math.max(limits.maxEventSize(), limits.maxIdSize()) + FIELD_NAME + IDLE_BYTES;
		long most = 0;
		EventStreamParser parser = Parsing.parser(new RecordingSink(), limits);
		for (byte value : stream) {
			parser.feed(new byte[] { value }, 0, 1);
			most = Math.max(most, parser.retainedBytes());
		}
		assertThat(most).isLessThanOrEqualTo(Math.min(longest, 2L * stream.length + IDLE_BYTES));
	}

	/**
	 * An event over the limit leaves the others as they are: without its data, the stream
	 * has the same ones.
	 * @param input limits, cuts, stream
	 */
	public static void skipsNothingElse(byte[] input) {
		if (input.length < 2) {
			return;
		}
		RecordingSink sink = new RecordingSink();
		EventStreamParser parser = Parsing.parser(sink, limits(input));
		feed(parser, stream(input), new Random(input[1]));
		RecordingSink without = new RecordingSink();
		EventStreamParser other = Parsing.parser(without, limits(input));
		feed(other, new StreamWithoutSkipped(stream(input), limits(input)).bytes(), null);

		assertSame(eventsAndTimes(without), eventsAndTimes(sink));
		assertSame(other.lastEventId(), parser.lastEventId());
		assertThat(without.signals()).noneMatch(StreamChecks::isSkipped);
	}

	private static List<Object> eventsAndTimes(RecordingSink sink) {
		return sink.signals()
			.stream()
			.filter((signal) -> signal instanceof MessageEvent
					|| signal instanceof String text && text.startsWith("retry"))
			.toList();
	}

	private static boolean isSkipped(Object signal) {
		return signal instanceof String text && text.startsWith("skipped");
	}

	/** Assertions are slow, and all but the last one hold. */
	private static void assertSame(Object actual, Object expected) {
		if (!actual.equals(expected)) {
			assertThat(actual).isEqualTo(expected);
		}
	}

	private static ParserLimits limits(byte[] input) {
		return LIMITS[(input[0] & 0xFF) % LIMITS.length];
	}

	private static byte[] stream(byte[] input) {
		return Arrays.copyOfRange(input, 2, input.length);
	}

	private static void feed(EventStreamParser parser, byte[] stream, Random cuts) {
		for (int from = 0; from < stream.length;) {
			int length = (cuts == null) ? stream.length : Math.min(stream.length - from, cuts.nextInt(24));
			byte[] piece = Arrays.copyOfRange(stream, from, from + length);
			parser.feed(piece, 0, length);
			Arrays.fill(piece, (byte) '\n');
			from += length;
		}
	}

	/**
	 * A stream from which the data and types of events over the limit are taken, line by
	 * line.
	 */
	private static final class StreamWithoutSkipped {

		private static final String MARK = "\u00EF\u00BB\u00BF";

		private static final Pattern DATA_OR_TYPE = Pattern.compile("(data|event)(:.*|\n?)", Pattern.DOTALL);

		private final ParserLimits limits;

		private final StringBuilder text = new StringBuilder();

		private final List<String> block = new ArrayList<>();

		StreamWithoutSkipped(byte[] stream, ParserLimits limits) {
			this.limits = limits;
			String[] lines = new String(stream, StandardCharsets.ISO_8859_1).split("\r\n|\r|\n", -1);
			for (int i = 0; i < lines.length; i++) {
				boolean last = i == lines.length - 1;
				this.block.add(last ? lines[i] : lines[i] + "\n");
				if (lines[i].isEmpty() || lines[i].equals(MARK) && i == 0) {
					endBlock();
				}
			}
			this.block.forEach(this.text::append);
		}

		private void endBlock() {
			byte[] bytes = String.join("", this.block).getBytes(StandardCharsets.ISO_8859_1);
			RecordingSink found = new RecordingSink();
			new ReferenceParser(this.limits, found).parse(bytes);
			boolean skipped = found.signals().stream().anyMatch(StreamChecks::isSkipped);
			this.block.stream().filter((line) -> !skipped || !isDataOrType(line)).forEach(this.text::append);
			this.block.clear();
		}

		private boolean isDataOrType(String line) {
			String unmarked = (this.text.isEmpty() && line.startsWith(MARK)) ? line.substring(3) : line;
			return DATA_OR_TYPE.matcher(unmarked).matches();
		}

		byte[] bytes() {
			return this.text.toString().getBytes(StandardCharsets.ISO_8859_1);
		}

	}

}

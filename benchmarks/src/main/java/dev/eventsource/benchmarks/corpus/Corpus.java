package dev.eventsource.benchmarks.corpus;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Objects;
import java.util.function.IntFunction;

/**
 * A stream to measure with: whole events, about a mebibyte, to be repeated without end.
 *
 * @param name what {@link #named} knows it by
 * @param type type of its events; {@code message} if they name none
 * @param bytes the events, each with its blank line
 * @param ends where each event ends
 */
public record Corpus(String name, String type, byte[] bytes, int[] ends) {

	private static final int BLOCK_SIZE = 1024 * 1024;

	private static final String TICK = "event: tick\nid: 17%011d\n"
			+ "data: {\"pair\":\"EURUSD\",\"bid\":1.0%04d,\"ask\":1.1%04d}\n\n";

	private static final String CJK = "data: {\"n\":%d,\"text\":\"東京の天気は晴れ、気温は二十三度です。北京今天多云转晴 \uD83C\uDF24\uFE0F"
			+ " 서울은 맑음 \uD83D\uDE00\uD83D\uDC4D 本日も良い一日を\"}\n\n";

	/**
	 * Returns a corpus by its name: {@code tick} (83 bytes), {@code tick-crlf} (the same
	 * with CRLF), {@code wikimedia} (recorded), {@code tokens} (recorded, data only),
	 * {@code large} (64 KiB over 16 lines), {@code cjk}, {@code size-<bytes>} (a data
	 * line so long) or {@code types-<n>} (ticks of so many types).
	 * @param name the name
	 * @return the corpus
	 */
	public static Corpus named(String name) {
		if (name.startsWith("size-")) {
			String text = "x".repeat(number(name));
			return repeated(name, "message", (index) -> "data: " + text + "\n\n");
		}
		if (name.startsWith("types-")) {
			int types = number(name);
			return repeated(name, "t0", (index) -> tick(index).replace("event: tick", "event: t" + index % types));
		}
		return switch (name) {
			case "tick" -> repeated(name, "tick", Corpus::tick);
			case "tick-crlf" -> repeated(name, "tick", (index) -> tick(index).replace("\n", "\r\n"));
			case "wikimedia" -> recorded(name, "wikimedia-recentchange.sse");
			case "tokens" -> recorded(name, "llm-openai-3.sse");
			case "large" -> repeated(name, "message", Corpus::large);
			case "cjk" -> repeated(name, "message", (index) -> String.format(Locale.ROOT, CJK, index));
			default -> throw new IllegalArgumentException("Unknown corpus " + name);
		};
	}

	/**
	 * Returns how many events there are.
	 * @return events in the block
	 */
	public int events() {
		return this.ends.length;
	}

	private static int number(String name) {
		return Integer.parseInt(name.substring(name.indexOf('-') + 1));
	}

	private static String tick(int index) {
		return String.format(Locale.ROOT, TICK, index, index % 10000, index % 9999);
	}

	private static String large(int index) {
		String line = "data: {\"index\":" + (1000000 + index) + ",\"text\":\"";
		return (line + "x".repeat(4096 - line.length() - 3) + "\"}\n").repeat(16) + "\n";
	}

	private static Corpus repeated(String name, String type, IntFunction<String> event) {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream(BLOCK_SIZE);
		for (int index = 0; bytes.size() < BLOCK_SIZE; index++) {
			bytes.writeBytes(event.apply(index).getBytes(StandardCharsets.UTF_8));
		}
		return of(name, type, bytes.toByteArray());
	}

	private static Corpus recorded(String name, String file) {
		byte[] once = read(file);
		ByteArrayOutputStream bytes = new ByteArrayOutputStream(BLOCK_SIZE);
		while (bytes.size() < BLOCK_SIZE) {
			bytes.writeBytes(once);
		}
		return of(name, "message", bytes.toByteArray());
	}

	private static byte[] read(String file) {
		try (InputStream stream = Corpus.class.getResourceAsStream("/" + file)) {
			return Objects.requireNonNull(stream, file).readAllBytes();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static Corpus of(String name, String type, byte[] bytes) {
		return new Corpus(name, type, bytes, EventEnds.of(bytes));
	}

}

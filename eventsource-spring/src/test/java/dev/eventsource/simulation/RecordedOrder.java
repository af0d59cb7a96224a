package dev.eventsource.simulation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import io.netty.handler.codec.DecoderException;
import io.netty.handler.codec.TooLongFrameException;
import reactor.netty.http.client.PrematureCloseException;

/**
 * An order of signals that a real transport has given, as the transport contract suite
 * has written it down in {@code signals}.
 */
final class RecordedOrder {

	private static final Path FOLDER = Path.of("src", "test", "resources", "signals");

	private static final List<String> LINES = lines();

	private final String line;

	private final String[] signals;

	private int next;

	private RecordedOrder(String line) {
		this.line = line;
		this.signals = line.substring(line.lastIndexOf('|') + 1).strip().split(", ");
	}

	static RecordedOrder draw(World world) {
		return new RecordedOrder(LINES.get(world.below(LINES.size())));
	}

	private static List<String> lines() {
		try (Stream<Path> files = Files.list(FOLDER)) {
			return files.sorted()
				.flatMap((file) -> read(file).stream())
				.filter((line) -> line.contains(" | ") && !line.startsWith("#"))
				.toList();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static List<String> read(Path file) {
		try {
			return Files.readAllLines(file);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** Returns the first word of the signal that is due; after the last one, none. */
	String due() {
		return (this.next < this.signals.length) ? this.signals[this.next].split(" ")[0] : "";
	}

	/**
	 * Goes on to the next signal.
	 * @return the second word of the one that was due
	 */
	String take() {
		String[] words = this.signals[this.next++].split(" ");
		return (words.length > 1) ? words[1] : "";
	}

	/**
	 * Makes an exception that stands for a reason.
	 * @param reason what the real one was taken for
	 * @return one that is taken for the same
	 */
	static Exception failure(String reason) {
		return switch (reason) {
			case "refused" -> new ConnectException();
			case "eof", "truncated-chunk" -> PrematureCloseException.TEST_EXCEPTION;
			case "head-limit" -> new TooLongFrameException();
			case "decode-error" -> new DecoderException();
			default -> new IOException(reason);
		};
	}

	@Override
	public String toString() {
		return this.line;
	}

}

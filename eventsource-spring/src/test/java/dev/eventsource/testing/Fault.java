package dev.eventsource.testing;

import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;

/**
 * What becomes of the bytes of one direction of a {@link FaultProxy}. Has no state of its
 * own; offsets count all bytes of the direction, from 0.
 */
@FunctionalInterface
public interface Fault {

	/** All is well. */
	Fault NONE = (bytes, link) -> link.write(bytes);

	/** Half-open: bytes vanish, and nobody is told. */
	Fault SWALLOW = (bytes, link) -> {
	};

	/** What comes first is another byte than was sent. */
	Fault CORRUPT = (bytes, link) -> {
		bytes[0] = 'z';
		link.write(bytes);
	};

	/** Everything comes twice. */
	Fault TWICE = (bytes, link) -> {
		link.write(bytes);
		link.write(bytes);
	};

	/**
	 * Passes bytes on, or does not.
	 * @param bytes what has come
	 * @param link where they go
	 * @throws IOException if a side has gone
	 */
	void pass(byte[] bytes, Link link) throws IOException;

	/** RST after so many bytes. */
	static Fault resetAfter(long count) {
		return (bytes, link) -> {
			if (link.writeUpTo(bytes, count)) {
				link.reset();
			}
		};
	}

	/** FIN after so many bytes. */
	static Fault finAfter(long count) {
		return (bytes, link) -> {
			if (link.writeUpTo(bytes, count)) {
				link.finish();
				link.become(SWALLOW);
			}
		};
	}

	/** Silence after so many bytes. */
	static Fault stallAfter(long count) {
		return (bytes, link) -> link.writeUpTo(bytes, count);
	}

	/** Pieces of a size, each a packet. */
	static Fault inPiecesOf(int size) {
		return dripping(size, Duration.ZERO);
	}

	/** Pieces of a size, with a pause before each. */
	static Fault dripping(int size, Duration pause) {
		return (bytes, link) -> {
			for (int from = 0; from < bytes.length; from += size) {
				link.pause(pause);
				link.write(Arrays.copyOfRange(bytes, from, Math.min(bytes.length, from + size)));
			}
		};
	}

	/** Everything later. */
	static Fault delayedBy(Duration pause) {
		return dripping(Integer.MAX_VALUE / 2, pause);
	}

}

package dev.eventsource.connection;

import java.util.zip.CRC32;

/**
 * What lies around the packed data of gzip (RFC 1952): a header before each member,
 * length and checksum behind it. Takes a byte at a time, so it may be cut anywhere.
 */
final class GzipFrame {

	private static final int FIXED = 10;

	private static final int TRAILER = 8;

	private static final int FLAG_CRC = 2;

	private static final int FLAG_EXTRA = 4;

	private static final int FLAG_NAME = 8;

	private static final int FLAG_COMMENT = 16;

	private static final int RESERVED = 0xE0;

	private enum Part {

		FIXED, EXTRA_LENGTH, EXTRA, NAME, COMMENT, CRC, BODY, TRAILER

	}

	private final CRC32 checksum = new CRC32();

	private Part part = Part.FIXED;

	private int flags;

	// bytes of the part that have come
	private int seen;

	private int extra;

	// the trailer as a number, lowest byte first
	private long trailer;

	private long length;

	boolean isInBody() {
		return this.part == Part.BODY;
	}

	/**
	 * Returns whether the body may end here.
	 * @return whether a member has ended and none has begun
	 */
	boolean isComplete() {
		return this.part == Part.FIXED && this.seen == 0;
	}

	/**
	 * Counts unpacked data.
	 */
	void count(byte[] bytes, int length) {
		this.checksum.update(bytes, 0, length);
		this.length += length;
	}

	void endBody() {
		enter(Part.TRAILER);
	}

	/**
	 * Takes a byte that is none of the packed data.
	 * @throws BrokenEncodingException if it can not stand there
	 */
	void take(byte given) {
		int value = given & 0xFF;
		switch (this.part) {
			case FIXED -> takeFixed(value);
			case EXTRA_LENGTH -> takeExtraLength(value);
			case EXTRA -> skipTo(this.extra, Part.NAME);
			case NAME -> skipText(value, Part.COMMENT);
			case COMMENT -> skipText(value, Part.CRC);
			case CRC -> skipTo(2, Part.BODY);
			case TRAILER -> takeTrailer(value);
			case BODY -> throw new IllegalStateException("The packed data is not the frame's");
		}
	}

	private void takeFixed(int value) {
		boolean fits = switch (this.seen) {
			case 0 -> value == 0x1F;
			case 1 -> value == 0x8B;
			case 2 -> value == 8;
			case 3 -> (value & RESERVED) == 0;
			default -> true;
		};
		check(fits);
		if (this.seen == 3) {
			this.flags = value;
		}
		skipTo(FIXED, Part.EXTRA_LENGTH);
	}

	private void takeExtraLength(int value) {
		this.extra = (this.seen == 0) ? value : this.extra | value << 8;
		skipTo(2, (this.seen == 1 && this.extra == 0) ? Part.NAME : Part.EXTRA);
	}

	private void skipTo(int length, Part next) {
		if (++this.seen == length) {
			enter(next);
		}
	}

	private void skipText(int value, Part next) {
		if (value == 0) {
			enter(next);
		}
	}

	private void takeTrailer(int value) {
		this.trailer |= (long) value << (8 * this.seen);
		if (++this.seen < TRAILER) {
			return;
		}
		check((int) this.trailer == (int) this.checksum.getValue() && (int) (this.trailer >>> 32) == (int) this.length);
		this.checksum.reset();
		this.length = 0;
		this.trailer = 0;
		enter(Part.FIXED);
	}

	private void enter(Part next) {
		this.seen = 0;
		this.part = next;
		while (!isThere(this.part)) {
			this.part = Part.values()[this.part.ordinal() + ((this.part == Part.EXTRA_LENGTH) ? 2 : 1)];
		}
	}

	private boolean isThere(Part part) {
		return switch (part) {
			case EXTRA_LENGTH -> (this.flags & FLAG_EXTRA) != 0;
			case NAME -> (this.flags & FLAG_NAME) != 0;
			case COMMENT -> (this.flags & FLAG_COMMENT) != 0;
			case CRC -> (this.flags & FLAG_CRC) != 0;
			default -> true;
		};
	}

	private static void check(boolean condition) {
		if (!condition) {
			throw BrokenEncodingException.corrupt();
		}
	}

}

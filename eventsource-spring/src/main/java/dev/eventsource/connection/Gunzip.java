package dev.eventsource.connection;

import java.nio.ByteBuffer;
import java.util.function.Consumer;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * Unpacks a body in gzip (RFC 1952) piece by piece, as promptly as the server packs it:
 * what a flushed block holds comes out at once. Believes in no more growth than it is
 * told to, over the whole body and over each buffer, so that a saved-up ratio buys
 * nothing. Used in turns.
 */
final class Gunzip implements AutoCloseable {

	/** Growth that is always believed: short texts of one letter grow a thousandfold. */
	static final int GRACE = 1024 * 1024;

	private static final int PIECE = 16 * 1024;

	private final Inflater inflater = new Inflater(true);

	private final byte[] piece = new byte[PIECE];

	private final GzipFrame frame = new GzipFrame();

	private final int ratio;

	private final Growth all = new Growth();

	private boolean closed;

	/**
	 * Creates a decoder.
	 * @param ratio bytes that may come of one; 0 for no limit
	 */
	Gunzip(int ratio) {
		this.ratio = ratio;
	}

	/**
	 * Unpacks a buffer.
	 * @param packed what has come; read to its end
	 * @param unpacked takes what comes of it, in pieces that are valid during the call
	 * only; may {@link #close()}
	 * @throws BrokenEncodingException if it is no gzip or grows too much
	 */
	void feed(ByteBuffer packed, Consumer<ByteBuffer> unpacked) {
		Growth here = new Growth();
		here.in = packed.remaining();
		this.all.in += here.in;
		while (packed.hasRemaining() && !this.closed) {
			if (!this.frame.isInBody()) {
				this.frame.take(packed.get());
			}
			else {
				inflate(packed, unpacked, here);
			}
		}
	}

	private void inflate(ByteBuffer packed, Consumer<ByteBuffer> unpacked, Growth here) {
		this.inflater.setInput(packed);
		int length = inflatePiece();
		while (length > 0) {
			this.frame.count(this.piece, length);
			grow(here, length);
			unpacked.accept(ByteBuffer.wrap(this.piece, 0, length));
			length = this.closed ? 0 : inflatePiece();
		}
		if (!this.closed && this.inflater.finished()) {
			this.frame.endBody();
			this.inflater.reset();
		}
	}

	private int inflatePiece() {
		try {
			int length = this.inflater.inflate(this.piece);
			if (length == 0 && this.inflater.needsDictionary()) {
				throw BrokenEncodingException.corrupt();
			}
			return length;
		}
		catch (DataFormatException ex) {
			throw BrokenEncodingException.corrupt();
		}
	}

	private void grow(Growth here, int length) {
		here.out += length;
		this.all.out += length;
		if (this.ratio > 0 && (here.exceeds(this.ratio) || this.all.exceeds(this.ratio))) {
			throw BrokenEncodingException.tooLarge();
		}
	}

	/**
	 * Returns whether the body may end here.
	 * @return whether all that was begun has ended
	 */
	boolean isComplete() {
		return this.frame.isComplete();
	}

	@Override
	public void close() {
		if (!this.closed) {
			this.closed = true;
			this.inflater.end();
		}
	}

	/** What came, and what came of it. */
	private static final class Growth {

		private long in;

		private long out;

		boolean exceeds(int ratio) {
			return this.out - GRACE > this.in * ratio;
		}

	}

}

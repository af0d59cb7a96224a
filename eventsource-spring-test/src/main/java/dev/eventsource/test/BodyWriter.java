package dev.eventsource.test;

import java.io.IOException;

/**
 * Cuts and frames the bytes of one response's body.
 */
final class BodyWriter {

	private final Wire wire;

	private final Framing framing;

	private final Chunking chunking;

	private long position;

	BodyWriter(Wire wire, Framing framing, Chunking chunking) {
		this.wire = wire;
		this.framing = framing;
		this.chunking = chunking;
	}

	void write(byte[] bytes) throws IOException {
		for (byte[] piece : this.chunking.split(bytes, this.position)) {
			this.wire.write(this.framing.frame(piece));
		}
		this.position += bytes.length;
	}

	void end() throws IOException {
		this.wire.write(this.framing.trailer());
	}

}

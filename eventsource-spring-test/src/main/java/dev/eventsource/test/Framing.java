package dev.eventsource.test;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/**
 * How the end of a response's body is told.
 */
enum Framing {

	/** Each write is a chunk of its own. */
	CHUNKED,

	/** The body ends with the connection. */
	CLOSE_DELIMITED,

	/** The body ends after as many bytes as the head says. */
	LENGTH;

	private static final byte[] LAST_CHUNK = "0\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

	byte[] frame(byte[] piece) {
		if (this != CHUNKED || piece.length == 0) {
			return piece;
		}
		ByteArrayOutputStream chunk = new ByteArrayOutputStream(piece.length + 12);
		chunk.writeBytes((Integer.toHexString(piece.length) + "\r\n").getBytes(StandardCharsets.US_ASCII));
		chunk.writeBytes(piece);
		chunk.writeBytes(new byte[] { '\r', '\n' });
		return chunk.toByteArray();
	}

	byte[] trailer() {
		return (this == CHUNKED) ? LAST_CHUNK : new byte[0];
	}

}

package dev.eventsource.parser;

import java.nio.charset.StandardCharsets;

/**
 * The ways to end a line, and to rewrite a stream that ends them with LF.
 */
enum LineEnds {

	LF("\n"), CRLF("\r\n"), CR("\r"),

	/** In this order no CR comes before an LF that ends another line. */
	MIXED("\r", "\r\n", "\n");

	private final String[] ends;

	LineEnds(String... ends) {
		this.ends = ends;
	}

	byte[] in(byte[] stream) {
		StringBuilder rewritten = new StringBuilder();
		int lines = 0;
		for (char character : new String(stream, StandardCharsets.ISO_8859_1).toCharArray()) {
			rewritten.append((character == '\n') ? this.ends[lines++ % this.ends.length] : character);
		}
		return rewritten.toString().getBytes(StandardCharsets.ISO_8859_1);
	}

}

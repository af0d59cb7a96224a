package dev.eventsource.checkpoint;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Fingerprints.
 */
final class Sha256 {

	private Sha256() {
	}

	/**
	 * Returns the fingerprint of a text.
	 * @param text the text, nothing above Latin-1
	 * @return 64 digits
	 */
	static String hex(String text) {
		try {
			byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
			return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException("Every JDK has SHA-256", ex);
		}
	}

}

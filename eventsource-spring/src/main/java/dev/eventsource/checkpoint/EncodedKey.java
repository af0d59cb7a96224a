package dev.eventsource.checkpoint;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * Writes a key as a name that stays apart from every other one wherever names are kept:
 * file systems and collations that ignore case, accents or blanks at the end, and those
 * that give a meaning to dots, slashes or braces. At most 150 characters of ASCII.
 */
final class EncodedKey {

	private static final int LONGEST = 150;

	/** What of a key too long is left to read; the digest follows. */
	private static final int SHOWN = 85;

	/** Names that Windows keeps for devices, whatever their extension. */
	private static final Pattern DEVICE = Pattern.compile("con|prn|aux|nul|com[0-9]|lpt[0-9]");

	private EncodedKey() {
	}

	/**
	 * Returns a name for databases, where slashes are harmless.
	 * @param key the key
	 * @return the name
	 */
	static String name(String key) {
		return encode(key, "-_/");
	}

	/**
	 * Returns a name for files, without directory and extension.
	 * @param key the key
	 * @return the name
	 */
	static String fileName(String key) {
		String name = encode(key, "-_");
		return DEVICE.matcher(name).matches() ? escape(name.charAt(0)) + name.substring(1) : name;
	}

	private static String encode(String key, String harmless) {
		if (key.isEmpty()) {
			return "%";
		}
		StringBuilder name = new StringBuilder();
		for (byte octet : key.getBytes(StandardCharsets.UTF_8)) {
			boolean plain = octet >= 'a' && octet <= 'z' || octet >= '0' && octet <= '9'
					|| harmless.indexOf((char) octet) >= 0;
			name.append(plain ? String.valueOf((char) octet) : escape(octet & 0xFF));
		}
		boolean exact = StandardCharsets.UTF_8.newEncoder().canEncode(key);
		if (exact && name.length() <= LONGEST) {
			return name.toString();
		}
		// no other name has a tilde
		return name.substring(0, Math.min(name.length(), SHOWN)) + "~" + Sha256.hex(QuotedText.quote(key));
	}

	private static String escape(int octet) {
		return "%" + HexFormat.of().toHexDigits((byte) octet);
	}

}

package dev.eventsource.parser;

import dev.eventsource.MessageEvent;
import org.jspecify.annotations.Nullable;

/**
 * The texts made of bytes lately, to give the same bytes the same {@code String} again.
 * Bounded: a new text takes the slot of an old one. Only ASCII is recognized again.
 */
final class TextCache {

	private final int size;

	private @Nullable String @Nullable [] slots;

	TextCache(int size) {
		this.size = size;
	}

	String text(byte[] bytes, int from, int to) {
		if (from == to) {
			return "";
		}
		@Nullable String[] slots = slots();
		int slot = ((to - from) * 31 + bytes[from] * 7 + bytes[to - 1]) & (this.size - 1);
		String text = slots[slot];
		if (text == null || !same(text, bytes, from, to)) {
			text = MessageEvent.decode(bytes, from, to - from);
			slots[slot] = text;
		}
		return text;
	}

	private @Nullable String[] slots() {
		if (this.slots == null) {
			this.slots = new String[this.size];
		}
		return this.slots;
	}

	/**
	 * From the end, where ids differ first. A byte beyond ASCII is negative and equals no
	 * character.
	 */
	private static boolean same(String text, byte[] bytes, int from, int to) {
		if (text.length() != to - from) {
			return false;
		}
		for (int i = to - from - 1; i >= 0; i--) {
			if (text.charAt(i) != bytes[from + i]) {
				return false;
			}
		}
		return true;
	}

}

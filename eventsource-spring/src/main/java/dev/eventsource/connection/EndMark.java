package dev.eventsource.connection;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * What marks the end of a finite stream.
 *
 * @param data data of an event that is nothing but the mark, or {@code null}
 * @param types types of events that are the last ones
 */
record EndMark(@Nullable String data, Set<String> types) {

	/** The end of the body is all there is. */
	static final EndMark NONE = new EndMark(null, Set.of());

	Ending ending() {
		return (this.data == null && this.types.isEmpty()) ? Ending.AT_END : Ending.AT_MARK;
	}

	boolean isLast(String type) {
		return this.types.contains(type);
	}

	boolean isMark(byte[] bytes, int offset, int length) {
		if (this.data == null) {
			return false;
		}
		byte[] mark = this.data.getBytes(StandardCharsets.UTF_8);
		return mark.length == length && Arrays.equals(mark, 0, length, bytes, offset, offset + length);
	}

}

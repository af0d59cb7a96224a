package dev.eventsource.checkpoint;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * A position as text that people can read and that shows when it is not what was written:
 * the last line is the SHA-256 of all before it. Nothing but ASCII.
 */
final class CheckpointText {

	private static final int FORMAT = 1;

	private static final Pattern TITLE = Pattern.compile("eventsource-checkpoint (\\d{1,9})\n(?s:.*)");

	private static final Pattern LAYOUT = Pattern.compile("""
			eventsource-checkpoint 1
			key (".*")
			version (\\d+)
			last-event-id (".*")
			url (".*")
			at (\\S+)
			(?:lease (".*") (\\d+) (\\S+)
			)?sha256 [0-9a-f]{64}
			""");

	private CheckpointText() {
	}

	/**
	 * Writes a position.
	 * @param checkpoint the position
	 * @return the text
	 */
	static String write(Checkpoint checkpoint) {
		StringBuilder text = new StringBuilder();
		line(text, "eventsource-checkpoint", FORMAT);
		line(text, "key", QuotedText.quote(checkpoint.key()));
		line(text, "version", checkpoint.version());
		line(text, "last-event-id", QuotedText.quote(checkpoint.lastEventId()));
		line(text, "url", QuotedText.quote(checkpoint.url()));
		line(text, "at", checkpoint.at());
		Checkpoint.Lease lease = checkpoint.lease();
		if (lease != null) {
			line(text, "lease", QuotedText.quote(lease.owner()) + " " + lease.fence() + " " + lease.until());
		}
		line(text, "sha256", Sha256.hex(text.toString()));
		return text.toString();
	}

	private static void line(StringBuilder text, String name, Object value) {
		text.append(name).append(' ').append(value).append('\n');
	}

	/**
	 * Reads a position.
	 * @param text the text as stored
	 * @param place where it was stored
	 * @return the position
	 * @throws dev.eventsource.CheckpointDamagedException if it is not what was written,
	 * or was written by a newer version
	 */
	static Checkpoint read(String text, StoredPlace place) {
		Matcher title = TITLE.matcher(text);
		if (title.matches() && Integer.parseInt(title.group(1)) > FORMAT) {
			throw place.damaged("is of format " + title.group(1) + ", this version knows formats up to " + FORMAT,
					null);
		}
		Matcher fields = LAYOUT.matcher(text);
		if (!fields.matches()) {
			throw place.damaged("is damaged: it is not complete", null);
		}
		int sum = text.lastIndexOf("sha256 ");
		if (!text.substring(sum).equals("sha256 " + Sha256.hex(text.substring(0, sum)) + "\n")) {
			throw place.damaged("is damaged: its checksum does not match", null);
		}
		try {
			return read(fields, place);
		}
		catch (IllegalArgumentException | DateTimeParseException ex) {
			throw place.damaged("is damaged: it can not be read", ex);
		}
	}

	private static Checkpoint read(Matcher fields, StoredPlace place) {
		String key = QuotedText.unquote(fields.group(1));
		if (!key.equals(place.key())) {
			throw place.damaged("is that of the key '" + key + "'", null);
		}
		return new Checkpoint(key, Long.parseLong(fields.group(2)), QuotedText.unquote(fields.group(3)),
				QuotedText.unquote(fields.group(4)), lease(fields), Instant.parse(fields.group(5)));
	}

	private static Checkpoint.@Nullable Lease lease(Matcher fields) {
		if (fields.group(6) == null) {
			return null;
		}
		return new Checkpoint.Lease(QuotedText.unquote(fields.group(6)), Long.parseLong(fields.group(7)),
				Instant.parse(fields.group(8)));
	}

}

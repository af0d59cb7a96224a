package dev.eventsource.checkpoint;

import dev.eventsource.CheckpointDamagedException;
import org.jspecify.annotations.Nullable;

/**
 * Where one position is kept, for people to find it.
 *
 * @param key key of the position
 * @param noun what it is, such as {@code file}
 * @param name where it is
 */
record StoredPlace(String key, String noun, String name) {

	CheckpointDamagedException damaged(String what, @Nullable Throwable cause) {
		return new CheckpointDamagedException(this.key,
				"can not be used: " + this.noun + " '" + this.name + "' " + what, "Restore the " + this.noun
						+ " from a backup; or delete it and say by 'last-event-id.initial' where " + "to go on.",
				cause);
	}

}

package dev.eventsource.checkpoint;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * The position of a source: everything up to it has been handled. Never changed, only
 * replaced by the next version.
 *
 * @param key key of the position, unique in its store
 * @param version counts what was stored under the key, from 1
 * @param lastEventId the last event ID at the end of what was handled; empty if the
 * server sent none
 * @param url origin and path of the stream that the id belongs to, without query; empty
 * if the stream has an owner, but no position yet
 * @param lease who owns the stream; {@code null} where the store keeps no ownership
 * @param at when the position was reached
 */
public record Checkpoint(String key, long version, String lastEventId, String url, @Nullable Lease lease, Instant at) {

	/**
	 * Who may read the stream and move its position.
	 *
	 * @param owner names the instance; empty once it has handed over
	 * @param fence counts the owners, from 1: what an earlier one writes is refused
	 * @param until the end, by the store's clock, unless it is renewed before
	 */
	public record Lease(String owner, long fence, Instant until) {
	}

}

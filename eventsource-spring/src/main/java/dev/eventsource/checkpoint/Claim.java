package dev.eventsource.checkpoint;

import java.time.Duration;

/**
 * The answer to the question for a position.
 *
 * @param granted whether the stream may be read here
 * @param lastEventId where to go on if so, empty for wherever the server begins
 * @param owner who owns the stream: this instance if it was granted, empty if nobody does
 * or the store keeps no owners
 * @param left how long another owner has it unless it renews that
 */
public record Claim(boolean granted, String lastEventId, String owner, Duration left) {

	static Claim granted(String lastEventId, String owner) {
		return new Claim(true, lastEventId, owner, Duration.ZERO);
	}

	static Claim refused(String owner, Duration left) {
		return new Claim(false, "", owner, left);
	}

}

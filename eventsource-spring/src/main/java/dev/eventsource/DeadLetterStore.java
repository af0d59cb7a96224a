package dev.eventsource;

import java.util.List;
import java.util.Optional;

/**
 * A publisher of dead letters that can be asked for them, so that they can be looked at
 * and delivered again. Calls may block.
 */
public interface DeadLetterStore extends DeadLetterPublisher {

	/**
	 * Returns the dead letters of a source.
	 * @param source its name
	 * @param most at most so many
	 * @return the oldest first
	 */
	List<DeadLetter> list(String source, int most);

	/**
	 * Returns a dead letter.
	 * @param source the source that it is of
	 * @param id its id
	 * @return the dead letter, empty if there is none
	 */
	Optional<DeadLetter> find(String source, String id);

	/**
	 * Removes a dead letter.
	 * @param source the source that it is of
	 * @param id its id
	 * @return whether it was there
	 */
	boolean remove(String source, String id);

}

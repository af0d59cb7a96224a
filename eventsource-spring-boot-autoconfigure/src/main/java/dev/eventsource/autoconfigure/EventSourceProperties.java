package dev.eventsource.autoconfigure;

import java.util.Map;

import dev.eventsource.EventSourceSpec;

/**
 * What {@code eventsource.*} says. No {@code @ConfigurationProperties}: its values must
 * not show in the endpoint {@code configprops}, and a bare number is seconds here.
 *
 * @param enabled whether sources are used at all
 * @param autoStartup whether sources connect when the application has started
 * @param executorThreads most threads of the shared executor; 0 for no limit
 * @param maxConcurrentConnects most connection attempts under way at a time; 0 for no
 * limit
 * @param checkpoint where stores keep positions that several sources share
 * @param deadLetter where dead letters are kept
 * @param defaults settings laid under those of each source
 * @param sources settings of each source by its name
 */
public record EventSourceProperties(boolean enabled, boolean autoStartup, int executorThreads,
		int maxConcurrentConnects, Checkpoint checkpoint, DeadLetter deadLetter, EventSourceSpec defaults,
		Map<String, EventSourceSpec> sources) {

	/**
	 * Returns no value of any setting: many are secret.
	 */
	@Override
	public String toString() {
		return "EventSourceProperties[sources=" + this.sources.keySet() + "]";
	}

	/**
	 * Where stores keep positions that several sources share.
	 *
	 * @param jdbcTable table of the store {@code jdbc}
	 * @param initializeSchema whether to make the table where it is missing
	 * @param redisKeyPrefix what the keys of the store {@code redis} begin with
	 */
	public record Checkpoint(String jdbcTable, InitializeSchema initializeSchema, String redisKeyPrefix) {

		/** What is built in. */
		static final Checkpoint BUILT_IN = new Checkpoint("eventsource_checkpoint", InitializeSchema.EMBEDDED,
				"eventsource:checkpoint:");

	}

	/**
	 * Where dead letters are kept.
	 *
	 * @param store the place
	 * @param jdbcTable table of the place {@code jdbc}
	 * @param initializeSchema whether to make the table where it is missing
	 */
	public record DeadLetter(DeadLetterPlace store, String jdbcTable, InitializeSchema initializeSchema) {

		/** What is built in. */
		static final DeadLetter BUILT_IN = new DeadLetter(DeadLetterPlace.MEMORY, "eventsource_dead_letter",
				InitializeSchema.EMBEDDED);

	}

	/**
	 * Where dead letters are kept.
	 */
	public enum DeadLetterPlace {

		/**
		 * Where the {@code DeadLetterPublisher} bean says, or the last ones in memory.
		 */
		MEMORY,

		/** In a table of the application's database. */
		JDBC

	}

	/**
	 * Which databases get the table.
	 */
	public enum InitializeSchema {

		/** Those in memory, which are new at each start. */
		EMBEDDED,

		/** All. */
		ALWAYS,

		/** None. */
		NEVER

	}

}

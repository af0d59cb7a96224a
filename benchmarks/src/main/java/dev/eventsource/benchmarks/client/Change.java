package dev.eventsource.benchmarks.client;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * A change of a wiki: what an application would take of the recorded events.
 *
 * @param id number of the change
 * @param type kind of change
 * @param namespace number of the name space
 * @param title title of the page
 * @param comment what the user says
 * @param timestamp seconds since 1970
 * @param user who changed it
 * @param bot whether that is a program
 * @param wiki the wiki's name
 * @param length size of the page
 * @param meta where the change comes from
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record Change(@Nullable Long id, String type, int namespace, String title, String comment, long timestamp,
		String user, boolean bot, String wiki, @Nullable Length length, Meta meta) {

	/**
	 * Size of a page.
	 *
	 * @param old before
	 * @param now after
	 */
	public record Length(@Nullable Integer old, @JsonProperty("new") @Nullable Integer now) {
	}

	/**
	 * Where a change comes from.
	 *
	 * @param id the change's unique id
	 * @param domain host name of the wiki
	 * @param uri address of the page
	 */
	@JsonIgnoreProperties(ignoreUnknown = true)
	public record Meta(String id, String domain, String uri) {
	}

}

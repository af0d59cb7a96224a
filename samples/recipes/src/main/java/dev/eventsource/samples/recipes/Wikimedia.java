package dev.eventsource.samples.recipes;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import dev.eventsource.SseListener;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/**
 * Collects changes of wikis.
 */
@Component
public class Wikimedia {

	private final List<Change> changes = new CopyOnWriteArrayList<>();

	@SseListener(source = "wikimedia")
	void onChange(Change change) {
		if (!"canary".equals(change.meta().domain())) {
			this.changes.add(change);
		}
	}

	/**
	 * Returns what has changed.
	 * @return the changes in the order of the stream
	 */
	public List<Change> changes() {
		return this.changes;
	}

	/**
	 * A change of a wiki. There are more fields, and they vary with the years: what is
	 * not named is passed over.
	 *
	 * @param wiki the wiki
	 * @param title the page
	 * @param meta about the event
	 */
	public record Change(String wiki, String title, Meta meta) {

	}

	/**
	 * What says which event this is.
	 *
	 * @param id unique, unlike the id of the stream
	 * @param domain {@code canary} for an event that is none
	 */
	public record Meta(String id, @Nullable String domain) {

	}

}

package dev.eventsource.samples.operations.promql;

import java.util.List;

/**
 * What an application published at a time.
 *
 * @param at the time in milliseconds
 * @param samples what it published
 */
public record Scrape(long at, List<Sample> samples) {

	/**
	 * Reads the text that a registry publishes.
	 * @param at the time in milliseconds
	 * @param text the text
	 * @return the scrape
	 */
	public static Scrape of(long at, String text) {
		return new Scrape(at,
				text.lines().filter((line) -> !line.isBlank() && !line.startsWith("#")).map(Sample::of).toList());
	}

}

package dev.eventsource.samples.quickstart;

/**
 * Where a change comes from.
 *
 * @param id id of the change, unlike the event's unique
 * @param domain host name of the wiki
 */
public record Meta(String id, String domain) {
}

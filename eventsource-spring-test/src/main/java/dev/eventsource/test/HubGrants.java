package dev.eventsource.test;

import java.util.List;

/**
 * What a token opens.
 *
 * @param subscribe topics that may be read
 * @param publish topics that may be written
 */
record HubGrants(List<HubMatcher> subscribe, List<HubMatcher> publish) {

	static final HubGrants NONE = new HubGrants(List.of(), List.of());

	boolean mayRead(String topic) {
		return this.subscribe.stream().anyMatch((matcher) -> matcher.matches(topic));
	}

	boolean mayWrite(String topic) {
		return this.publish.stream().anyMatch((matcher) -> matcher.matches(topic));
	}

}

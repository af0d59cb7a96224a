package dev.eventsource.test;

import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A subscriber of a hub.
 *
 * @param request what it asked for
 * @param id its identifier, which the hub gives
 * @param matchers topics it listens to
 * @param grants what its token opens
 */
record HubStream(RecordedRequest request, String id, List<HubMatcher> matchers, HubGrants grants) {

	/** See "Subscribers" in the Mercure specification. */
	boolean gets(HubUpdate update) {
		boolean wanted = update.topics()
			.stream()
			.anyMatch((topic) -> this.matchers.stream().anyMatch((matcher) -> matcher.matches(topic)));
		return wanted && (!update.secret() || update.topics().stream().anyMatch(this.grants::mayRead));
	}

	void send(HubUpdate update) {
		if (gets(update)) {
			this.request.exchange().send(update.toWire().getBytes(StandardCharsets.UTF_8));
		}
	}

	boolean isOpen() {
		return this.request.isOpen();
	}

}

package dev.eventsource.test;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import dev.eventsource.test.HubMatcher.Type;

/**
 * The names of a generation of the protocol; see "Changes from Pre-Standardization
 * Deployments" in the Mercure specification.
 *
 * @param matchers types of matchers by the parameters that name them
 * @param idParameter query parameter for the position
 * @param answerHeader header of answers for the position
 * @param cookie cookie for the token
 * @param strict whether matchers that are unknown are refused
 */
record HubDialect(Map<String, Type> matchers, String idParameter, String answerHeader, String cookie, boolean strict) {

	static final HubDialect V0 = new HubDialect(Map.of("topic", Type.TEMPLATE), "lastEventID", "Last-Event-ID",
			"mercureAuthorization", false);

	static final HubDialect V1 = new HubDialect(
			Map.of("match", Type.EXACT, "match_exact", Type.EXACT, "match_urlpattern", Type.URL_PATTERN),
			"last_event_id", "Mercure-Last-Event-ID", "__Secure-mercure_access_token", true);

	List<HubMatcher> matchers(HubForm query) {
		List<HubMatcher> wanted = new ArrayList<>();
		for (HubForm.Field field : query.fields()) {
			Type type = this.matchers.get(field.name());
			if (type != null) {
				wanted.add(new HubMatcher(type, checked(field.value())));
			}
			else if (this.strict && field.name().toLowerCase(Locale.ROOT).startsWith("match")) {
				throw new HubRefusal(400, "");
			}
		}
		if (wanted.isEmpty()) {
			throw new HubRefusal(400, "");
		}
		return wanted;
	}

	/**
	 * Refuses a text that can not be a topic, an id or a type.
	 * @param text the text
	 * @return the text
	 */
	static String checked(String text) {
		boolean bad = text.codePoints()
			.anyMatch((point) -> Character.isISOControl(point) || Character.getType(point) == Character.FORMAT);
		if (bad) {
			throw new HubRefusal(400, "");
		}
		return text;
	}

}

package dev.eventsource.samples.operations.picture;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

import dev.eventsource.samples.operations.promql.Query;
import dev.eventsource.samples.operations.promql.Scrape;
import tools.jackson.databind.JsonNode;

/**
 * The values of one line of a panel.
 *
 * @param times when, in milliseconds
 * @param values what
 */
record Series(List<Long> times, List<Double> values) {

	private static final Pattern LABEL = Pattern.compile("\\{\\{(\\w+)}}");

	/**
	 * Evaluates the queries of a panel at each scrape.
	 */
	static SortedMap<String, Series> of(JsonNode panel, List<Scrape> history) {
		SortedMap<String, Series> all = new TreeMap<>();
		for (JsonNode target : panel.path("targets")) {
			String text = target.get("expr").asString().replace("$source", ".*").replace("$__rate_interval", "1m");
			String legend = target.get("legendFormat").asString();
			Query query = Query.of(text);
			for (Scrape scrape : history) {
				query.at(history, scrape.at())
					.forEach((labels, value) -> all
						.computeIfAbsent(named(legend, labels),
								(unseen) -> new Series(new ArrayList<>(), new ArrayList<>()))
						.add(scrape.at(), value));
			}
		}
		return all;
	}

	private static String named(String legend, Map<String, String> labels) {
		return LABEL.matcher(legend)
			.replaceAll((found) -> shortened(labels.getOrDefault(found.group(1), "?")).replace("$", "\\$"));
	}

	private static String shortened(String label) {
		return label.substring(label.lastIndexOf('.', Math.max(0, label.lastIndexOf('.') - 1)) + 1);
	}

	private void add(long time, double value) {
		if (Double.isFinite(value)) {
			this.times.add(time);
			this.values.add(value);
		}
	}

	double highest() {
		return this.values.stream().mapToDouble(Double::doubleValue).max().orElse(0);
	}

}

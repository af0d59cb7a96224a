package dev.eventsource.samples.operations.promql;

import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One line of a scrape.
 *
 * @param name name of the metric
 * @param labels its labels
 * @param value its value
 */
public record Sample(String name, Map<String, String> labels, double value) {

	private static final Pattern LINE = Pattern.compile("(\\w+)(?:\\{(.*)})? (\\S+)");

	private static final Pattern LABEL = Pattern.compile("(\\w+)=\"((?:[^\"\\\\]|\\\\.)*)\",?");

	/**
	 * Reads a line that is no comment.
	 * @param line the line
	 * @return the sample
	 */
	static Sample of(String line) {
		Matcher matcher = LINE.matcher(line);
		if (!matcher.matches()) {
			throw new IllegalArgumentException("Not a sample: " + line);
		}
		Map<String, String> labels = new TreeMap<>();
		if (matcher.group(2) != null) {
			LABEL.matcher(matcher.group(2)).results().forEach((label) -> labels.put(label.group(1), label.group(2)));
		}
		return new Sample(matcher.group(1), labels, Double.parseDouble(matcher.group(3).replace("Inf", "Infinity")));
	}

	/**
	 * Returns the same with another value.
	 * @param value the other value
	 * @return another sample
	 */
	public Sample with(double value) {
		return new Sample(this.name, this.labels, value);
	}

}

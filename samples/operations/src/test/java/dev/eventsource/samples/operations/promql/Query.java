package dev.eventsource.samples.operations.promql;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.DoubleBinaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A query, parsed.
 */
public sealed interface Query {

	/**
	 * Parses a query.
	 * @param text the query
	 * @return the query
	 * @throws IllegalArgumentException if it is none, or one of a kind not known here
	 */
	static Query of(String text) {
		return new QueryParser(text).parse();
	}

	/**
	 * Evaluates this query.
	 * @param history scrapes, oldest first
	 * @param at the time in milliseconds
	 * @return values by their labels
	 */
	Map<Map<String, String>, Double> at(List<Scrape> history, long at);

	/**
	 * Returns all that this query reads.
	 * @return the selectors
	 */
	Stream<Selector> selectors();

	/**
	 * Returns the labels that this query groups and joins by.
	 * @return the names
	 */
	Stream<String> groupings();

	/** A number: the same for everybody. */
	record Number(double value) implements Query {

		@Override
		public Map<Map<String, String>, Double> at(List<Scrape> history, long at) {
			return Map.of(Map.of(), this.value);
		}

		@Override
		public Stream<Selector> selectors() {
			return Stream.empty();
		}

		@Override
		public Stream<String> groupings() {
			return Stream.empty();
		}

	}

	/** One condition on a label. */
	record Condition(String label, String operator, String value) {

		boolean holds(Map<String, String> labels) {
			String actual = labels.getOrDefault(this.label, "");
			boolean matches = this.operator.endsWith("~") ? Pattern.matches(this.value, actual)
					: this.value.equals(actual);
			return matches != this.operator.startsWith("!");
		}

	}

	/** Reads a metric, at a time or, with a range, over one. */
	record Selector(String metric, List<Condition> conditions, long range, long offset) implements Query {

		boolean takes(Sample sample) {
			return sample.name().equals(this.metric)
					&& this.conditions.stream().allMatch((condition) -> condition.holds(sample.labels()));
		}

		@Override
		public Map<Map<String, String>, Double> at(List<Scrape> history, long at) {
			return history.stream()
				.filter((scrape) -> scrape.at() <= at - this.offset)
				.reduce((first, second) -> second)
				.map(this::values)
				.orElse(Map.of());
		}

		/**
		 * Returns what this selects of a scrape.
		 * @param scrape the scrape
		 * @return values by their labels
		 */
		public Map<Map<String, String>, Double> values(Scrape scrape) {
			return scrape.samples()
				.stream()
				.filter(this::takes)
				.collect(Collectors.toMap(Sample::labels, Sample::value));
		}

		@Override
		public Stream<Selector> selectors() {
			return Stream.of(this);
		}

		@Override
		public Stream<String> groupings() {
			return Stream.empty();
		}

	}

	/** A function of a range. */
	record Call(RangeFunction function, Selector over) implements Query {

		@Override
		public Map<Map<String, String>, Double> at(List<Scrape> history, long at) {
			Map<Map<String, String>, List<Point>> series = new HashMap<>();
			history.stream()
				.filter((scrape) -> scrape.at() <= at && scrape.at() > at - this.over.range())
				.forEach((scrape) -> this.over.values(scrape)
					.forEach((labels, value) -> series.computeIfAbsent(labels, (unseen) -> new ArrayList<>())
						.add(new Point(scrape.at(), value))));
			Map<Map<String, String>, Double> result = new HashMap<>();
			series
				.forEach((labels, points) -> this.function.of(points).ifPresent((value) -> result.put(labels, value)));
			return result;
		}

		@Override
		public Stream<Selector> selectors() {
			return this.over.selectors();
		}

		@Override
		public Stream<String> groupings() {
			return Stream.empty();
		}

	}

	/** Many values made one for each group. */
	record Aggregation(DoubleBinaryOperator operator, Set<String> by, Query of) implements Query {

		@Override
		public Map<Map<String, String>, Double> at(List<Scrape> history, long at) {
			Map<Map<String, String>, Double> result = new HashMap<>();
			this.of.at(history, at).forEach((labels, value) -> {
				Map<String, String> group = new TreeMap<>(labels);
				group.keySet().retainAll(this.by);
				result.merge(group, value, this.operator::applyAsDouble);
			});
			return result;
		}

		@Override
		public Stream<Selector> selectors() {
			return this.of.selectors();
		}

		@Override
		public Stream<String> groupings() {
			return Stream.concat(this.by.stream(), this.of.groupings());
		}

	}

	/** Two queries joined. */
	record Operation(Query left, BinaryOperator operator, Set<String> on, Query right) implements Query {

		@Override
		public Map<Map<String, String>, Double> at(List<Scrape> history, long at) {
			Map<Map<String, String>, Double> second = this.right.at(history, at);
			if (this.right instanceof Number number) {
				return this.operator.join(this.left.at(history, at), (labels) -> number.value());
			}
			if (this.left instanceof Number number) {
				Map<Map<String, String>, Double> numbers = new HashMap<>(second);
				numbers.replaceAll((labels, value) -> number.value());
				return this.operator.join(numbers, second::get);
			}
			Map<Map<String, String>, Double> byKey = new HashMap<>();
			second.forEach((labels, value) -> byKey.put(key(labels), value));
			Map<Map<String, String>, Double> result = this.operator.join(this.left.at(history, at),
					(labels) -> byKey.get(key(labels)));
			if (this.operator == BinaryOperator.OR) {
				second.forEach(result::putIfAbsent);
			}
			return result;
		}

		private Map<String, String> key(Map<String, String> labels) {
			if (this.on.isEmpty()) {
				return labels;
			}
			Map<String, String> key = new TreeMap<>(labels);
			key.keySet().retainAll(this.on);
			return key;
		}

		@Override
		public Stream<Selector> selectors() {
			return Stream.concat(this.left.selectors(), this.right.selectors());
		}

		@Override
		public Stream<String> groupings() {
			return Stream.concat(this.on.stream(), Stream.concat(this.left.groupings(), this.right.groupings()));
		}

	}

}

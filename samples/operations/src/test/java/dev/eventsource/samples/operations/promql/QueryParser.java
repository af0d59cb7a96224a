package dev.eventsource.samples.operations.promql;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.DoubleBinaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * Reads a query from left to right.
 */
final class QueryParser {

	private static final Pattern TOKEN = Pattern
		.compile("\\s*(\"[^\"]*\"|\\d+(?:\\.\\d+)?(?:ms|[smhdwy])?|[A-Za-z_]\\w*|=~|!~|[=!<>]=|[-+*/=<>(){}\\[\\],])");

	private static final Map<String, DoubleBinaryOperator> AGGREGATIONS = Map.of("sum", Double::sum, "max", Math::max,
			"min", Math::min);

	private static final Map<String, Long> UNITS = Map.of("s", 1000L, "m", 60_000L, "h", 3_600_000L);

	private final List<String> tokens = new ArrayList<>();

	private final String text;

	private int next;

	QueryParser(String text) {
		this.text = text;
		Matcher matcher = TOKEN.matcher(text.strip());
		int end = 0;
		while (matcher.find() && matcher.start() == end) {
			this.tokens.add(matcher.group(1));
			end = matcher.end();
		}
		if (end != text.strip().length()) {
			throw new IllegalArgumentException("Not a token at " + end + " of: " + text);
		}
	}

	Query parse() {
		Query query = operation(0);
		if (this.next < this.tokens.size()) {
			throw problem("nothing more");
		}
		return query;
	}

	private Query operation(int level) {
		if (level == BinaryOperator.LEVELS) {
			return operand();
		}
		Query left = operation(level + 1);
		Optional<BinaryOperator> operator = BinaryOperator.of(peek(), level);
		while (operator.isPresent()) {
			this.next++;
			Set<String> on = accept("on") ? labels() : Set.of();
			left = new Query.Operation(left, operator.get(), on, operation(level + 1));
			operator = BinaryOperator.of(peek(), level);
		}
		return left;
	}

	private Query operand() {
		if (accept("(")) {
			Query inner = operation(0);
			expect(")");
			return inner;
		}
		String token = take();
		if (Character.isDigit(token.charAt(0))) {
			return new Query.Number(Double.parseDouble(token));
		}
		if (AGGREGATIONS.containsKey(token)) {
			return aggregation(AGGREGATIONS.get(token));
		}
		return peek().equals("(") ? call(token) : selector(token);
	}

	private Query aggregation(@Nullable DoubleBinaryOperator operator) {
		Set<String> by = accept("by") ? labels() : Set.of();
		expect("(");
		Query of = operation(0);
		expect(")");
		if (accept("by")) {
			by = labels();
		}
		return new Query.Aggregation(Objects.requireNonNull(operator), by, of);
	}

	private Query call(String name) {
		RangeFunction function = RangeFunction.valueOf(name.toUpperCase(Locale.ROOT));
		expect("(");
		Query.Selector over = selector(take());
		expect(")");
		if (over.range() == 0) {
			throw problem("a range in " + name + "()");
		}
		return new Query.Call(function, over);
	}

	private Query.Selector selector(String metric) {
		if (!metric.matches("[a-z]\\w+")) {
			this.next--;
			throw problem("the name of a metric");
		}
		List<Query.Condition> conditions = new ArrayList<>();
		if (accept("{")) {
			while (!accept("}")) {
				conditions.add(condition());
				accept(",");
			}
		}
		long range = accept("[") ? range() : 0;
		return new Query.Selector(metric, conditions, range, accept("offset") ? duration() : 0);
	}

	private Query.Condition condition() {
		String label = take();
		String operator = take();
		String value = take();
		if (!List.of("=", "!=", "=~", "!~").contains(operator) || !value.startsWith("\"")) {
			throw problem("a condition on " + label);
		}
		return new Query.Condition(label, operator, value.substring(1, value.length() - 1));
	}

	private long range() {
		long range = duration();
		expect("]");
		return range;
	}

	private long duration() {
		String duration = take();
		Long unit = UNITS.get(duration.substring(duration.length() - 1));
		if (unit == null) {
			throw problem("a duration");
		}
		return Long.parseLong(duration.substring(0, duration.length() - 1)) * unit;
	}

	private Set<String> labels() {
		Set<String> labels = new LinkedHashSet<>();
		expect("(");
		while (!accept(")")) {
			labels.add(take());
			accept(",");
		}
		return labels;
	}

	private String peek() {
		return (this.next < this.tokens.size()) ? this.tokens.get(this.next) : "";
	}

	private String take() {
		if (this.next == this.tokens.size()) {
			throw problem("more");
		}
		this.next++;
		return this.tokens.get(this.next - 1);
	}

	private boolean accept(String token) {
		boolean there = peek().equals(token);
		this.next += there ? 1 : 0;
		return there;
	}

	private void expect(String token) {
		if (!accept(token)) {
			throw problem("'" + token + "'");
		}
	}

	private IllegalArgumentException problem(String expected) {
		return new IllegalArgumentException(
				"Expected " + expected + " in place of '" + peek() + "' at token " + this.next + " of: " + this.text);
	}

}

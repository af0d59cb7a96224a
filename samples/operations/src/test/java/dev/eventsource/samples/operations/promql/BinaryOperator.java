package dev.eventsource.samples.operations.promql;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.DoubleBinaryOperator;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

/**
 * How two values become one; NaN for none.
 */
enum BinaryOperator {

	OR("or", 0, (left, right) -> left), AND("and", 1, (left, right) -> left),
	UNLESS("unless", 1, (left, right) -> Double.NaN), EQUAL("==", 2, (left, right) -> only(left == right, left)),
	NOT_EQUAL("!=", 2, (left, right) -> only(left != right, left)),
	AT_LEAST(">=", 2, (left, right) -> only(left >= right, left)),
	AT_MOST("<=", 2, (left, right) -> only(left <= right, left)),
	ABOVE(">", 2, (left, right) -> only(left > right, left)), BELOW("<", 2, (left, right) -> only(left < right, left)),
	PLUS("+", 3, Double::sum), MINUS("-", 3, (left, right) -> left - right),
	TIMES("*", 4, (left, right) -> left * right), DIVIDED("/", 4, (left, right) -> left / right);

	/** Levels of precedence, the loosest being 0. */
	static final int LEVELS = 5;

	private final String symbol;

	private final int level;

	private final DoubleBinaryOperator function;

	BinaryOperator(String symbol, int level, DoubleBinaryOperator function) {
		this.symbol = symbol;
		this.level = level;
		this.function = function;
	}

	static Optional<BinaryOperator> of(String symbol, int level) {
		return Arrays.stream(values())
			.filter((operator) -> operator.level == level && operator.symbol.equals(symbol))
			.findFirst();
	}

	private static double only(boolean holds, double value) {
		return holds ? value : Double.NaN;
	}

	Map<Map<String, String>, Double> join(Map<Map<String, String>, Double> left,
			Function<Map<String, String>, @Nullable Double> right) {
		Map<Map<String, String>, Double> result = new HashMap<>();
		left.forEach((labels, value) -> {
			Double other = right.apply(labels);
			boolean keepsAlone = this == OR || this == UNLESS;
			double joined = (other != null) ? this.function.applyAsDouble(value, other)
					: keepsAlone ? value : Double.NaN;
			if (!Double.isNaN(joined)) {
				result.put(labels, joined);
			}
		});
		return result;
	}

}

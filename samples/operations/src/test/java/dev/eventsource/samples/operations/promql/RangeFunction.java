package dev.eventsource.samples.operations.promql;

import java.util.List;
import java.util.Optional;

/**
 * What is made of the values of a series over a range.
 */
enum RangeFunction {

	RATE {
		@Override
		Optional<Double> of(List<Point> points) {
			double seconds = (points.get(points.size() - 1).at() - points.get(0).at()) / 1000.0;
			return INCREASE.of(points).map((increase) -> increase / seconds);
		}
	},

	/** Not stretched to the range, as Prometheus does it. */
	INCREASE {
		@Override
		Optional<Double> of(List<Point> points) {
			if (points.size() < 2) {
				return Optional.empty();
			}
			double sum = 0;
			for (int i = 1; i < points.size(); i++) {
				double delta = points.get(i).value() - points.get(i - 1).value();
				// less than before: the application has started anew
				sum += (delta < 0) ? points.get(i).value() : delta;
			}
			return Optional.of(sum);
		}
	},

	MAX_OVER_TIME {
		@Override
		Optional<Double> of(List<Point> points) {
			return points.stream().map(Point::value).reduce(Math::max);
		}
	};

	abstract Optional<Double> of(List<Point> points);

}

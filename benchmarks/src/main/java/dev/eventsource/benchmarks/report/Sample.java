package dev.eventsource.benchmarks.report;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.DoubleStream;

/**
 * What several rounds have measured.
 *
 * @param sorted the values, NaN alone if there are none
 */
record Sample(double[] sorted) {

	static Sample of(DoubleStream values) {
		double[] sorted = values.sorted().toArray();
		return new Sample((sorted.length > 0) ? sorted : new double[] { Double.NaN });
	}

	double median() {
		int middle = this.sorted.length / 2;
		return (this.sorted.length % 2 == 1) ? this.sorted[middle]
				: (this.sorted[middle - 1] + this.sorted[middle]) / 2;
	}

	double min() {
		return this.sorted[0];
	}

	double max() {
		return this.sorted[this.sorted.length - 1];
	}

	boolean isMissing() {
		return Double.isNaN(median());
	}

	/**
	 * Returns the median as a cell.
	 */
	String cell(double unit) {
		return number(median() / unit);
	}

	/**
	 * Returns minimum, median and maximum as cells.
	 */
	String[] cells(double unit) {
		return new String[] { number(min() / unit), number(median() / unit), number(max() / unit) };
	}

	/**
	 * Writes a number with three digits that count.
	 */
	static String number(double value) {
		if (Double.isNaN(value)) {
			return "–";
		}
		double size = Math.abs(value);
		if (size >= 100) {
			return String.format(Locale.ROOT, "%,.0f", value);
		}
		return String.format(Locale.ROOT, (size >= 10) ? "%.1f" : "%.2f", value);
	}

	@Override
	public String toString() {
		return Arrays.toString(this.sorted);
	}

}

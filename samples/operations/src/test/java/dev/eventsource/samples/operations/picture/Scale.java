package dev.eventsource.samples.operations.picture;

import java.util.Locale;

/**
 * A vertical axis from 0 to a round number.
 *
 * @param top the round number
 * @param unit Grafana's name of the unit
 */
record Scale(double top, String unit) {

	static Scale upTo(double highest, String unit) {
		if (highest <= 0) {
			return new Scale(1, unit);
		}
		double magnitude = Math.pow(10, Math.floor(Math.log10(highest)));
		for (double step : new double[] { 1, 2, 4, 5, 10 }) {
			if (step * magnitude >= highest) {
				return new Scale(step * magnitude, unit);
			}
		}
		return new Scale(10 * magnitude, unit);
	}

	String label(double value) {
		return switch (this.unit) {
			case "percentunit" -> number(100 * value) + " %";
			case "s" -> (this.top < 1 && value > 0) ? number(1000 * value) + " ms" : number(value) + " s";
			case "Bps" -> (this.top >= 1000) ? number(value / 1000) + " kB/s" : number(value) + " B/s";
			case "cps" -> number(value) + "/s";
			default -> number(value);
		};
	}

	private static String number(double value) {
		String text = String.format(Locale.ROOT, (Math.abs(value) >= 10) ? "%.0f" : "%.2f", value);
		return text.contains(".") ? text.replaceAll("0+$", "").replaceAll("\\.$", "") : text;
	}

}

package dev.eventsource.samples.operations.picture;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import dev.eventsource.samples.operations.promql.Scrape;
import tools.jackson.databind.JsonNode;

/**
 * Draws one panel.
 */
final class PanelPicture {

	private static final List<String> COLORS = List.of("#3b78d8", "#e8710a", "#1e8e3e", "#a142f4", "#d93025", "#00838f",
			"#b58900", "#6d7481");

	private static final String SMALL = "font-size=\"11\" fill=\"#667085\"";

	private static final String GRID = "stroke=\"#e4e7ec\" stroke-width=\"1\"";

	private static final int TICKS = 4;

	private static final int LEGEND_GAP = 7;

	private final JsonNode panel;

	private final List<Scrape> history;

	private final Svg svg;

	private final double x;

	private final double y;

	private final double width;

	private final double height;

	PanelPicture(JsonNode panel, List<Scrape> history, Svg svg, double[] box) {
		this.panel = panel;
		this.history = history;
		this.svg = svg;
		this.x = box[0];
		this.y = box[1];
		this.width = box[2];
		this.height = box[3];
	}

	void draw() {
		this.svg.rect(this.x, this.y, this.width, this.height, "rx=\"6\" fill=\"#ffffff\" stroke=\"#d9dde3\"");
		this.svg.text(this.x + 14, this.y + 24, "font-size=\"14\" font-weight=\"600\" fill=\"#1c2330\"",
				this.panel.get("title").asString());
		SortedMap<String, Series> series = Series.of(this.panel, this.history);
		if (isOfStates()) {
			drawStates(series);
		}
		else {
			drawLines(series);
		}
	}

	private boolean isOfStates() {
		return this.panel.get("type").asString().equals("state-timeline");
	}

	private double left() {
		return this.x + (isOfStates() ? 110 : 64);
	}

	private double right() {
		return this.x + this.width - 16;
	}

	private double at(long time) {
		long from = this.history.get(0).at();
		long to = this.history.get(this.history.size() - 1).at();
		return left() + (right() - left()) * (time - from) / Math.max(1, to - from);
	}

	private void drawTimes(double bottom) {
		long from = this.history.get(0).at();
		long to = this.history.get(this.history.size() - 1).at();
		long minutes = Math.max(1, (to - from) / 60_000);
		for (long minute = 0; minute <= minutes; minute += Math.max(1, minutes / 4)) {
			if (to - from >= minute * 60_000) {
				this.svg.text(at(to - minute * 60_000), bottom + 15, SMALL + " text-anchor=\"middle\"",
						(minute == 0) ? "now" : "-" + minute + " min");
			}
		}
	}

	private void drawLines(SortedMap<String, Series> series) {
		double top = this.y + 42;
		double bottom = this.y + this.height - 62;
		Scale scale = Scale.upTo(series.values().stream().mapToDouble(Series::highest).max().orElse(1),
				this.panel.at("/fieldConfig/defaults/unit").asString());
		for (int tick = 0; tick <= TICKS; tick++) {
			double level = bottom - (bottom - top) * tick / TICKS;
			this.svg.line(left(), level, right(), level, GRID);
			this.svg.text(left() - 8, level + 4, SMALL + " text-anchor=\"end\"",
					scale.label(scale.top() * tick / TICKS));
		}
		drawTimes(bottom);
		int number = 0;
		for (Series one : series.values()) {
			this.svg.polyline(points(one, top, bottom, scale.top()), "fill=\"none\" stroke-width=\"1.8\""
					+ " stroke-linejoin=\"round\" stroke=\"" + COLORS.get(number % COLORS.size()) + "\"");
			number++;
		}
		if (series.isEmpty()) {
			this.svg.text((left() + right()) / 2, (top + bottom) / 2 + 4, SMALL + " text-anchor=\"middle\"", "nothing");
		}
		drawLegend(List.copyOf(series.keySet()));
	}

	private String points(Series series, double top, double bottom, double highest) {
		return IntStream.range(0, series.values().size())
			.mapToObj((i) -> String.format(Locale.ROOT, "%.1f,%.1f", at(series.times().get(i)),
					bottom - (bottom - top) * series.values().get(i) / highest))
			.collect(Collectors.joining(" "));
	}

	private void drawLegend(List<String> names) {
		double next = this.x + 16;
		double level = this.y + this.height - 26;
		for (int number = 0; number < names.size(); number++) {
			double width = 18 + names.get(number).length() * 6.2;
			if (next + width > right()) {
				next = this.x + 16;
				level += 15;
			}
			if (level > this.y + this.height) {
				return;
			}
			this.svg.rect(next, level - 7, 10, 4, "rx=\"2\" fill=\"" + COLORS.get(number % COLORS.size()) + "\"");
			this.svg.text(next + 15, level, SMALL, names.get(number));
			next += width + LEGEND_GAP;
		}
	}

	private void drawStates(Map<String, Series> series) {
		double top = this.y + 40;
		double bottom = this.y + this.height - 28;
		double rowHeight = (bottom - top) / Math.max(1, series.size());
		int row = 0;
		for (Map.Entry<String, Series> entry : series.entrySet()) {
			double level = top + row * rowHeight;
			this.svg.text(left() - 10, level + rowHeight / 2 + 4,
					"font-size=\"12\" fill=\"#344054\" text-anchor=\"end\"", entry.getKey().split(" ")[0]);
			drawStates(entry.getValue(), level + 4, rowHeight - 8);
			row++;
		}
		drawTimes(bottom);
	}

	private void drawStates(Series series, double level, double height) {
		int begin = 0;
		for (int i = 1; i <= series.values().size(); i++) {
			boolean last = i == series.values().size();
			if (last || !series.values().get(i).equals(series.values().get(begin))) {
				double from = at(series.times().get(begin));
				double to = at(series.times().get(last ? i - 1 : i));
				drawState(series.values().get(begin).intValue(), new double[] { from, level, to - from, height });
				begin = i;
			}
		}
	}

	private void drawState(int state, double[] box) {
		JsonNode mapping = this.panel.at("/fieldConfig/defaults/mappings/0/options/" + state);
		if (box[2] <= 0) {
			return;
		}
		this.svg.rect(box[0], box[1], box[2], box[3], "fill=\"" + mapping.get("color").asString() + "\"");
		if (box[2] > mapping.get("text").asString().length() * 7 + 8) {
			this.svg.text(box[0] + 6, box[1] + box[3] / 2 + 4, "font-size=\"11\" font-weight=\"600\" fill=\"#ffffff\"",
					mapping.get("text").asString());
		}
	}

}

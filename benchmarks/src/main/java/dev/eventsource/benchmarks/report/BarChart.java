package dev.eventsource.benchmarks.report;

import java.util.List;
import java.util.Locale;

/**
 * Bars under headings, as SVG that can be read on a light and on a dark page.
 */
final class BarChart {

	private static final int WIDTH = 720;

	private static final int LABELS = 230;

	private static final int BARS = 380;

	private static final int ROW = 22;

	private static final String HEAD = """
			<svg xmlns="http://www.w3.org/2000/svg" width="%d" height="%d" viewBox="0 0 %d %d" role="img">
			<title>Processor seconds per million events, by client; shorter is better</title>
			""";

	private static final String STYLE = """
			<style>
			text { font: 13px system-ui, sans-serif; fill: #24292f; }
			.head { font-weight: 600; }
			.note { fill: #57606a; }
			.ours { fill: #1a7f37; }
			.peer { fill: #8c959f; }
			@media (prefers-color-scheme: dark) {
			text { fill: #e6edf3; }
			.note { fill: #9198a1; }
			.ours { fill: #3fb950; }
			.peer { fill: #6e7681; }
			}
			</style>
			""";

	private final StringBuilder body = new StringBuilder();

	private int top = 8;

	/**
	 * Adds bars under a heading, drawn to their own scale.
	 */
	BarChart panel(String heading, List<Bar> bars) {
		double longest = bars.stream().mapToDouble(Bar::value).max().orElse(1);
		this.top += 16;
		text("head", 8, heading);
		this.top += 8;
		for (Bar bar : bars) {
			draw(bar, longest);
		}
		this.top += 14;
		return this;
	}

	private void draw(Bar bar, double longest) {
		int length = (int) Math.max(2, BARS * bar.value() / longest);
		this.top += ROW;
		text("label", 16, bar.label());
		this.body.append(String.format(Locale.ROOT,
				"<rect class=\"%s\" x=\"%d\" y=\"%d\" width=\"%d\" height=\"14\" rx=\"2\"/>%n",
				bar.ours() ? "ours" : "peer", LABELS, this.top - 12, length));
		text("note", LABELS + length + 8, Sample.number(bar.value()));
	}

	private void text(String style, int left, String text) {
		String escaped = text.replace("&", "&amp;").replace("<", "&lt;");
		this.body.append(String.format(Locale.ROOT, "<text class=\"%s\" x=\"%d\" y=\"%d\">%s</text>%n", style, left,
				this.top, escaped));
	}

	@Override
	public String toString() {
		String head = String.format(Locale.ROOT, HEAD, WIDTH, this.top, WIDTH, this.top);
		return head + STYLE + this.body + "</svg>\n";
	}

	/**
	 * A bar.
	 *
	 * @param label what it is
	 * @param value how long it is
	 * @param ours whether it is ours
	 */
	record Bar(String label, double value, boolean ours) {
	}

}

package dev.eventsource.samples.operations.picture;

import java.util.Locale;

/**
 * A drawing under way.
 */
final class Svg {

	private final StringBuilder text = new StringBuilder();

	void rect(double x, double y, double width, double height, String style) {
		add("<rect x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\" %s/>%n", x, y, width, height, style);
	}

	void line(double x1, double y1, double x2, double y2, String style) {
		add("<line x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\" %s/>%n", x1, y1, x2, y2, style);
	}

	void text(double x, double y, String style, String content) {
		add("<text x=\"%.1f\" y=\"%.1f\" %s>%s</text>%n", x, y, style, escaped(content));
	}

	void polyline(String points, String style) {
		add("<polyline points=\"%s\" %s/>%n", points, style);
	}

	private static String escaped(String content) {
		return content.replace("&", "&amp;").replace("<", "&lt;");
	}

	private void add(String format, Object... values) {
		this.text.append(String.format(Locale.ROOT, format, values));
	}

	String document(double width, double height) {
		return String.format(Locale.ROOT,
				"<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%.0f\" height=\"%.0f\" viewBox=\"0 0 %.0f %.0f\""
						+ " font-family=\"Inter, 'Segoe UI', Helvetica, Arial, sans-serif\">%n%s</svg>%n",
				width, height, width, height, this.text);
	}

}

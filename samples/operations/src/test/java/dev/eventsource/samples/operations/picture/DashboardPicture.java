package dev.eventsource.samples.operations.picture;

import java.util.List;

import dev.eventsource.samples.operations.promql.Scrape;
import tools.jackson.databind.JsonNode;

/**
 * Draws a dashboard.
 */
public final class DashboardPicture {

	private static final double COLUMN = 58;

	private static final double ROW = 33;

	private static final double GAP = 8;

	private DashboardPicture() {
	}

	/**
	 * Draws all panels where the dashboard has them.
	 * @param panels the panels
	 * @param history what their queries are asked of
	 * @return an SVG document
	 */
	public static String draw(List<JsonNode> panels, List<Scrape> history) {
		double rows = panels.stream()
			.map((panel) -> panel.get("gridPos"))
			.mapToDouble((place) -> place.get("y").asDouble() + place.get("h").asDouble())
			.max()
			.orElse(0);
		Svg svg = new Svg();
		svg.rect(0, 0, 24 * COLUMN + 2 * GAP, rows * ROW + 2 * GAP, "fill=\"#f4f5f7\"");
		panels.forEach((panel) -> draw(panel, history, svg));
		return svg.document(24 * COLUMN + 2 * GAP, rows * ROW + 2 * GAP);
	}

	private static void draw(JsonNode panel, List<Scrape> history, Svg svg) {
		JsonNode place = panel.get("gridPos");
		double x = GAP + place.get("x").asDouble() * COLUMN;
		double y = GAP + place.get("y").asDouble() * ROW;
		if (panel.get("type").asString().equals("row")) {
			svg.text(x + 6, y + 23, "font-size=\"15\" font-weight=\"650\" fill=\"#344054\"",
					panel.get("title").asString());
			return;
		}
		double[] box = { x + GAP / 2, y + GAP / 2, place.get("w").asDouble() * COLUMN - GAP,
				place.get("h").asDouble() * ROW - GAP };
		new PanelPicture(panel, history, svg, box).draw();
	}

}

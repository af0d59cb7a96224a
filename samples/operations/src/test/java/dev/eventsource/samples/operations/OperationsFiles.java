package dev.eventsource.samples.operations;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

import org.yaml.snakeyaml.Yaml;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The files for operators: dashboard, alert rules and guide.
 */
final class OperationsFiles {

	static final Path FOLDER = Path.of("..", "..", "docs", "operations");

	private static final Pattern COMMANDS = Pattern.compile("(?ms)^```sh\\n(.*?)^```$");

	private OperationsFiles() {
	}

	static JsonNode dashboard() {
		return new JsonMapper().readTree(read("grafana-dashboard.json"));
	}

	static List<JsonNode> panels() {
		List<JsonNode> panels = new ArrayList<>();
		dashboard().get("panels").forEach(panels::add);
		return panels;
	}

	/** The queries of a panel, as Grafana asks them for all sources. */
	static List<Asked> queries(JsonNode panel) {
		List<Asked> queries = new ArrayList<>();
		for (JsonNode target : panel.path("targets")) {
			String text = target.get("expr").asString().replace("$source", ".*").replace("$__rate_interval", "1m");
			queries.add(new Asked(panel.get("title").asString(), text, target.get("legendFormat").asString()));
		}
		return queries;
	}

	static List<Asked> alerts() {
		List<Asked> alerts = new ArrayList<>();
		for (Object group : (List<?>) map(new Yaml().load(read("prometheus-alerts.yml"))).get("groups")) {
			for (Object rule : (List<?>) map(group).get("rules")) {
				Map<?, ?> alert = map(rule);
				alerts.add(new Asked((String) alert.get("alert"), (String) alert.get("expr"),
						alert.get("annotations").toString()));
			}
		}
		return alerts;
	}

	private static Map<?, ?> map(Object yaml) {
		return (Map<?, ?>) yaml;
	}

	/** The commands that a section of the guide shows, block by block. */
	static List<String> commands(String section) {
		String text = read("README.md").split("\n## " + Pattern.quote(section) + "\n")[1].split("\n## ")[0];
		return COMMANDS.matcher(text).results().map((found) -> found.group(1)).toList();
	}

	static String read(String file) {
		try {
			return Files.readString(FOLDER.resolve(file));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * A query with its use.
	 *
	 * @param name panel or alert
	 * @param text the query
	 * @param legend text into which labels of the answer are put
	 */
	record Asked(String name, String text, String legend) {

		private static final Pattern LABEL = Pattern.compile("\\{\\{\\s*(?:\\$labels\\.)?(\\w+)\\s*}}");

		List<String> labels() {
			return LABEL.matcher(this.legend).results().map((found) -> found.group(1)).toList();
		}

		@Override
		public String toString() {
			return this.name;
		}

	}

}

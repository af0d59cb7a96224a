package dev.eventsource.samples.operations;

import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import javax.xml.parsers.DocumentBuilderFactory;

import dev.eventsource.EventSource;
import dev.eventsource.EventSourceRegistry;
import dev.eventsource.samples.operations.picture.DashboardPicture;
import dev.eventsource.samples.operations.promql.Scrape;
import org.junit.jupiter.api.Test;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The picture of the dashboard, drawn from a run. For the one in the docs, ten minutes
 * long: {@code -Ddashboard.scrapes=120 -Ddashboard.interval=5000 -Ddashboard.file=...}.
 */
class DashboardPictureTests {

	private static final int SCRAPES = Integer.getInteger("dashboard.scrapes", 8);

	private static final Duration INTERVAL = Duration.ofMillis(Integer.getInteger("dashboard.interval", 250));

	private static final Path FILE = Path.of(System.getProperty("dashboard.file", "target/dashboard.svg"));

	@Test
	void showsEachPanel() throws Exception {
		List<JsonNode> panels = OperationsFiles.panels();

		String picture = DashboardPicture.draw(panels, record());

		Files.writeString(FILE, picture);
		NodeList texts = DocumentBuilderFactory.newInstance()
			.newDocumentBuilder()
			.parse(new InputSource(new StringReader(picture)))
			.getElementsByTagName("text");
		List<String> words = new ArrayList<>();
		for (int i = 0; i < texts.getLength(); i++) {
			words.add(texts.item(i).getTextContent());
		}
		assertThat(words).containsAll(panels.stream().map((panel) -> panel.get("title").asString()).toList())
			.contains("healthy", "flapping", "silent", "open");
	}

	/** Halfway through, somebody pauses a source for a while. */
	private static List<Scrape> record() {
		try (OperationsRun run = OperationsRun.with()) {
			EventSource healthy = run.bean(EventSourceRegistry.class).get("healthy");
			return new Recorder(run).record(INTERVAL, INTERVAL.multipliedBy(SCRAPES * 4L), (scrapes) -> {
				if (scrapes.size() == SCRAPES / 2) {
					healthy.pause();
				}
				else if (scrapes.size() == SCRAPES * 5 / 8) {
					healthy.resume();
				}
				return scrapes.size() >= SCRAPES;
			});
		}
	}

}

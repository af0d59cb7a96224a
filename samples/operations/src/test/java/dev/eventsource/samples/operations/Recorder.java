package dev.eventsource.samples.operations;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

import dev.eventsource.samples.operations.promql.Sample;
import dev.eventsource.samples.operations.promql.Scrape;

import static org.awaitility.Awaitility.await;

/**
 * Scrapes a run as Prometheus does.
 */
final class Recorder {

	private final List<Scrape> scrapes = new ArrayList<>();

	private final OperationsRun run;

	Recorder(OperationsRun run) {
		this.run = run;
	}

	/**
	 * Scrapes at an interval until what was scraped will do.
	 */
	List<Scrape> record(Duration interval, Duration longest, Predicate<List<Scrape>> enough) {
		await().pollDelay(Duration.ZERO).pollInterval(interval).atMost(longest).until(() -> {
			this.scrapes.add(scrape());
			return enough.test(this.scrapes);
		});
		return List.copyOf(this.scrapes);
	}

	private Scrape scrape() {
		String text = this.run.get("/actuator/prometheus");
		Scrape scrape = Scrape.of(System.currentTimeMillis(), text);
		return new Scrape(scrape.at(), scrape.samples().stream().map(Recorder::withTarget).toList());
	}

	/** Prometheus adds from where it has a sample. */
	private static Sample withTarget(Sample sample) {
		Map<String, String> labels = new TreeMap<>(sample.labels());
		labels.put("instance", "localhost:8080");
		labels.put("job", "operations");
		return new Sample(sample.name(), labels, sample.value());
	}

	static boolean has(List<Scrape> scrapes, String metric) {
		Scrape last = scrapes.get(scrapes.size() - 1);
		return last.samples().stream().anyMatch((sample) -> sample.name().equals(metric));
	}

}

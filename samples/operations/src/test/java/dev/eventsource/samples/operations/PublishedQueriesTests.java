package dev.eventsource.samples.operations;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.eventsource.samples.operations.OperationsFiles.Asked;
import dev.eventsource.samples.operations.promql.Query;
import dev.eventsource.samples.operations.promql.Sample;
import dev.eventsource.samples.operations.promql.Scrape;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Each query of the dashboard and of the alert rules, asked of what an application really
 * publishes.
 */
class PublishedQueriesTests {

	/** Those that are there once something has happened. */
	private static final Set<String> LATE = Set.of("eventsource_reconnects_total",
			"eventsource_dead_letters_events_total", "eventsource_events_skipped_events_total",
			"eventsource_listener_retries_total", "eventsource_checkpoint_commits_total");

	private static final int MINUTES_4 = 240_000;

	private static OperationsRun run;

	private static List<Scrape> history;

	@BeforeAll
	static void scrape() {
		run = OperationsRun.quickly();
		history = new Recorder(run).record(Duration.ofMillis(250), Duration.ofSeconds(60),
				(scrapes) -> scrapes.size() > 12 && LATE.stream().allMatch((late) -> Recorder.has(scrapes, late)));
	}

	@AfterAll
	static void stop() {
		run.close();
	}

	@ParameterizedTest
	@MethodSource("queries")
	void readsWhatIsPublished(Asked asked) {
		Query.of(asked.text()).selectors().forEach((selector) -> {
			List<Sample> published = last().samples()
				.stream()
				.filter((sample) -> sample.name().equals(selector.metric()))
				.toList();
			assertThat(published).as("samples of %s", selector.metric()).isNotEmpty();
			selector.conditions().forEach((condition) -> {
				assertThat(published).as("%s of %s", condition.label(), selector.metric())
					.allMatch((sample) -> sample.labels().containsKey(condition.label()));
				if (condition.operator().equals("=")) {
					assertThat(published)
						.anyMatch((sample) -> condition.value().equals(sample.labels().get(condition.label())));
				}
			});
		});
	}

	@ParameterizedTest
	@MethodSource("queries")
	void groupsByLabelsThatThereAre(Asked asked) {
		Query query = Query.of(asked.text());
		Set<String> there = query.selectors()
			.flatMap(
					(selector) -> last().samples().stream().filter((sample) -> sample.name().equals(selector.metric())))
			.flatMap((sample) -> sample.labels().keySet().stream())
			.collect(Collectors.toSet());

		assertThat(there).containsAll(query.groupings().toList());
	}

	@ParameterizedTest
	@MethodSource("panelQueries")
	void aPanelShowsSomethingWithTheNamesItHas(Asked asked) {
		Map<Map<String, String>, Double> answer = Query.of(asked.text()).at(history, last().at());

		assertThat(answer).isNotEmpty();
		assertThat(asked.labels()).isNotEmpty();
		assertThat(answer.keySet()).allMatch((labels) -> labels.keySet().containsAll(asked.labels()));
	}

	@Test
	void panelsDoNotLieOnEachOther() {
		Set<String> cells = new HashSet<>();
		for (JsonNode panel : OperationsFiles.panels()) {
			JsonNode place = panel.get("gridPos");
			for (int x = 0; x < place.get("w").asInt(); x++) {
				for (int y = 0; y < place.get("h").asInt(); y++) {
					int column = place.get("x").asInt() + x;
					assertThat(column).isLessThan(24);
					assertThat(cells.add(column + "," + (place.get("y").asInt() + y))).as("%s", panel.get("title"))
						.isTrue();
				}
			}
		}
	}

	@Test
	void everyMeterHasItsPanel() {
		Set<String> shown = panelQueries().flatMap((asked) -> Query.of(asked.text()).selectors())
			.map(Query.Selector::metric)
			.map(PublishedQueriesTests::meter)
			.collect(Collectors.toSet());

		assertThat(last().samples()
			.stream()
			.map(Sample::name)
			.filter((name) -> name.startsWith("eventsource_"))
			.map(PublishedQueriesTests::meter)).isNotEmpty().isSubsetOf(shown);
	}

	/** A timer is several metrics. */
	private static String meter(String metric) {
		return metric.replaceFirst("_seconds_(count|sum|max)$", "_seconds");
	}

	@ParameterizedTest
	@MethodSource("alerts")
	void healthySourcesRaiseNoAlarm(Asked alert) {
		if (!alert.name().equals("EventSourceDeadLetters")) {
			assertThat(firing(alert, history)).doesNotContain("healthy");
		}
	}

	@Test
	void aFlappingSourceRaisesAnAlarm() {
		List<Scrape> longer = new Recorder(run).record(Duration.ofMillis(250), Duration.ofSeconds(60),
				(scrapes) -> firing(alert("EventSourceFlapping"), scrapes).contains("flapping"));

		assertThat(firing(alert("EventSourceFlapping"), longer)).containsExactly("flapping");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			EventSourceFailed            | connection_state               | -       |   1 |    6 | true
			EventSourceFailed            | connection_state               | -       |   1 |    3 | false
			EventSourceNotConnected      | connection_state               | -       |   1 |    0 | true
			EventSourceNotConnected      | connection_state               | -       |   1 |    3 | true
			EventSourceNotConnected      | connection_state               | -       |   1 |    5 | false
			EventSourceFlapping          | reconnects_total               | reason=reset  | 5 | 16 | true
			EventSourceFlapping          | reconnects_total               | reason=reset  | 5 | 15 | false
			EventSourceFlapping          | reconnects_total               | reason=eof    | 5 | 99 | false
			EventSourceSilent            | last_event_age_seconds         | -       |   0 |  601 | true
			EventSourceSilent            | last_event_age_seconds         | -       |   0 |  600 | false
			EventSourceHeldBack          | mailbox_full_seconds_total     | -       |   0 |  121 | true
			EventSourceHeldBack          | mailbox_full_seconds_total     | -       |   0 |  119 | false
			EventSourceListenerFails     | listener_seconds_count         | outcome=failure | 0 | 9999999 | true
			EventSourceDeadLetters       | dead_letters_events_total      | -       |   1 |    2 | true
			EventSourceDeadLetters       | dead_letters_events_total      | -       | NaN |    1 | true
			EventSourceEventsSkipped     | events_skipped_events_total    | reason=too-large | 1 | 2 | true
			EventSourceEventsSkipped     | events_skipped_events_total    | reason=too-large | NaN | 1 | true
			EventSourceEventsSkipped     | events_skipped_events_total    | reason=duplicate | 1 | 2 | false
			EventSourcePositionNotStored | checkpoint_age_seconds         | -       |   0 |   61 | true
			EventSourcePositionNotStored | checkpoint_age_seconds         | -       |   0 |   60 | false
			EventSourcePausedForLong     | connection_state               | -       |   1 |    4 | true
			""")
	void anAlarmIsRaisedByWhatItIsMeantFor(String alert, String metric, String tag, double before, double now,
			boolean raised) {
		List<Scrape> changed = List.of(changed(0, metric, tag, before), changed(MINUTES_4, metric, tag, now));

		assertThat(firing(alert(alert), changed).contains("healthy")).isEqualTo(raised);
	}

	@ParameterizedTest
	@MethodSource("alerts")
	void anAlarmNamesOnlyLabelsThatItHas(Asked alert) {
		Query query = Query.of(alert.text());
		Set<String> there = query.groupings().findAny().isPresent() ? query.groupings().collect(Collectors.toSet())
				: query.selectors()
					.flatMap((selector) -> selector.values(last()).keySet().stream())
					.flatMap((labels) -> labels.keySet().stream())
					.collect(Collectors.toSet());

		assertThat(alert.labels()).isNotEmpty().allMatch((label) -> there.contains(label));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			sum by (source) rate(a_b[5m])
			rate(a_b)
			rate(a_b[5 m])
			a_b{source="x"
			a_b{source~"x"}
			histogram_quantile(0.9, a_b)
			a_b > > 1
			a_b 1
			""")
	void noticesWhatIsNoQuery(String text) {
		assertThatIllegalArgumentException().isThrownBy(() -> Query.of(text));
	}

	private static Scrape changed(long at, String metric, String tag, double value) {
		Map<String, String> labels = new TreeMap<>(
				Map.of("source", "healthy", "instance", "localhost:8080", "job", "operations"));
		if (!tag.equals("-")) {
			labels.put(tag.split("=")[0], tag.split("=")[1]);
		}
		if (metric.startsWith("listener")) {
			labels.putAll(Map.of("listener", "prices", "type", "message"));
		}
		String name = "eventsource_" + metric;
		Stream<Sample> others = last().samples()
			.stream()
			.filter((sample) -> !sample.name().equals(name) || !"healthy".equals(sample.labels().get("source")));
		Stream<Sample> changed = Double.isNaN(value) ? Stream.empty() : Stream.of(new Sample(name, labels, value));
		return new Scrape(at, Stream.concat(others, changed).toList());
	}

	private static Set<String> firing(Asked alert, List<Scrape> scrapes) {
		return Query.of(alert.text())
			.at(scrapes, scrapes.get(scrapes.size() - 1).at())
			.keySet()
			.stream()
			.map((labels) -> labels.getOrDefault("source", "?"))
			.collect(Collectors.toSet());
	}

	private static Scrape last() {
		return history.get(history.size() - 1);
	}

	private static Asked alert(String name) {
		return alerts().filter((alert) -> alert.name().equals(name)).findFirst().orElseThrow();
	}

	static Stream<Asked> queries() {
		return Stream.concat(panelQueries(), alerts());
	}

	static Stream<Asked> panelQueries() {
		return OperationsFiles.panels().stream().flatMap((panel) -> OperationsFiles.queries(panel).stream());
	}

	static Stream<Asked> alerts() {
		return OperationsFiles.alerts().stream();
	}

}

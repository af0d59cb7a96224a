package dev.eventsource.samples.quickstart;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

class RecentChangeTests {

	private final JsonMapper json = new JsonMapper();

	@Test
	void showsHowTheSizeChanged() {
		assertThat(change("edit", "'length': {'old': 100, 'new': 58}").toLine())
			.isEqualTo("enwiki                 -42  Ada                   Lovelace");
	}

	@Test
	void countsANewPageFromZero() {
		assertThat(change("new", "'length': {'old': null, 'new': 58}").toLine()).contains(" +58 ");
	}

	@Test
	void showsTheTypeOfAChangeWithoutSize() {
		assertThat(change("categorize", "'namespace': 14").toLine()).startsWith("enwiki          categorize  Ada");
	}

	@Test
	void knowsACanary() {
		RecentChange change = this.json.readValue("{\"meta\": {\"domain\": \"canary\"}}", RecentChange.class);

		assertThat(change.isCanary()).isTrue();
	}

	@Test
	void knowsAChangeFromACanary() {
		assertThat(change("edit", "'bot': false").isCanary()).isFalse();
	}

	private RecentChange change(String type, String more) {
		String text = """
				{'wiki': 'enwiki', 'type': '%s', 'title': 'Lovelace', 'user': 'Ada', 'meta': {'domain': 'en'}, %s}"""
			.formatted(type, more);
		return this.json.readValue(text.replace('\'', '"'), RecentChange.class);
	}

}

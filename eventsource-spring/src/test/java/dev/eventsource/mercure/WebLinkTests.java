package dev.eventsource.mercure;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class WebLinkTests {

	@ParameterizedTest
	@ValueSource(strings = { "<https://a.example/hub>; rel=\"mercure\"", "<https://a.example/hub>;rel=mercure",
			"< https://a.example/hub > ; REL = \"hub  Mercure\"",
			"</self>; rel=self,<https://a.example/hub>; rel=mercure",
			"</x>; title=\"a, <b>; \\\" rel=mercure\"; rel=next, <https://a.example/hub>; rel=mercure; rel=self" })
	void findsTheHub(String header) {
		List<WebLink> hubs = WebLink.parse(List.of(header)).stream().filter((link) -> link.has("mercure")).toList();

		assertThat(hubs).extracting(WebLink::target).containsExactly("https://a.example/hub");
	}

	@Test
	void readsAttributes() {
		WebLink link = WebLink
			.parse(List.of("<hub>; rel=mercure; last-event-id=\"urn:uuid:1\\\"2\"; Type=price; crossorigin"))
			.get(0);

		assertThat(link.attribute("last-event-id")).isEqualTo("urn:uuid:1\"2");
		assertThat(link.attribute("type")).isEqualTo("price");
		assertThat(link.attribute("crossorigin")).isEmpty();
	}

	@Test
	void readsAllValuesOfTheHeader() {
		assertThat(WebLink.parse(List.of("<a>; rel=x, <b>; rel=y", "<c>"))).extracting(WebLink::target)
			.containsExactly("a", "b", "c");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "rel=mercure", "<", "<a", ";;;", "\"", "<>;rel=\"mer" })
	void findsNothingInWhatIsNoLink(String header) {
		assertThat(WebLink.parse(List.of(header))).noneMatch((link) -> link.has("mercure"));
	}

}

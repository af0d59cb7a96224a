package dev.eventsource.mercure;

import java.net.URI;
import java.util.List;

import dev.eventsource.mercure.Dialect.Matcher;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

class DialectTests {

	private static final URI HUB = URI.create("https://hub.example/.well-known/mercure");

	@Test
	void asksForTopicsAndTemplatesByTheSameNameInV0() {
		URI url = Dialect.V0.ask(HUB, List.of(new Matcher("https://example.com/books/1", false),
				new Matcher("https://example.com/books/{id}", true)));

		assertThat(url).hasToString(HUB + "?topic=https%3A%2F%2Fexample.com%2Fbooks%2F1"
				+ "&topic=https%3A%2F%2Fexample.com%2Fbooks%2F%7Bid%7D");
	}

	@Test
	void namesTheTypeOfPatternsInV1() {
		URI url = Dialect.V1.ask(HUB, List.of(new Matcher("bar", false), new Matcher("/books/:id", true)));

		assertThat(url).hasToString(HUB + "?match=bar&match_urlpattern=%2Fbooks%2F%3Aid");
	}

	@ParameterizedTest
	@EnumSource
	void readsWhatItAskedFor(Dialect dialect) {
		List<Matcher> matchers = List.of(new Matcher("a&b=c+d;e%f €", false), new Matcher("*", false));

		assertThat(dialect.matchers(dialect.ask(HUB, matchers))).isEqualTo(matchers);
	}

	@Test
	void keepsTheQueryOfTheHub() {
		assertThat(Dialect.V1.ask(URI.create("https://hub.example/?a=1"), List.of(new Matcher("x", false))))
			.hasToString("https://hub.example/?a=1&match=x");
	}

	@ParameterizedTest
	@CsvSource({ "?topic=a, V0", "?a=1&match=b, V1", "?match_urlpattern=*, V1", "?matches=1,", "'',", "?topics=1," })
	void tellsInWhichOneAUrlAsks(String query, Dialect dialect) {
		assertThat(Dialect.spokenIn(URI.create(HUB + query))).isEqualTo(dialect);
	}

}

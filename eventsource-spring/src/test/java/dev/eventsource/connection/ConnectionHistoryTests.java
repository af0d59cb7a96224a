package dev.eventsource.connection;

import java.io.IOException;
import java.time.Duration;

import dev.eventsource.EventSourceGapEvent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a connection makes of a server that says where its history begins, and of one that
 * closes quiet streams, as hubs of the Mercure protocol do.
 */
class ConnectionHistoryTests {

	private final ConnectionFixture world = new ConnectionFixture();

	@ParameterizedTest
	@ValueSource(strings = { "Last-Event-ID", "Mercure-Last-Event-ID" })
	void tellsOfAGapWhenTheServerBeginsElsewhere(String header) {
		this.world.connection.start("7");

		answer(header, "earliest");

		assertThat(this.world.observer.gaps).containsExactly(new EventSourceGapEvent("orders", "lost-history", "7"));
	}

	@ParameterizedTest
	@CsvSource({ "7, 7", "7, ' 7 '", "earliest, 3", "'', 3", "€, 'â\u0082¬'" })
	void tellsOfNoGapWhenTheServerBeginsWhereItWasAskedTo(String asked, String told) {
		this.world.connection.start(asked);

		answer("Mercure-Last-Event-ID", told);

		assertThat(this.world.observer.gaps).isEmpty();
	}

	@Test
	void tellsOfTheSameLostIdOnce() {
		this.world.connection.start("7");
		answer("Last-Event-ID", "earliest");
		this.world.transport.last().error(new IOException());
		this.world.awaitAttempt();

		answer("Last-Event-ID", "earliest");

		assertThat(this.world.observer.gaps).hasSize(1);
	}

	@Test
	void takesTheHeaderOfTheNewerProtocolFirst() {
		this.world.connection.start("7");

		this.world.transport.last()
			.head(200, "Content-Type", "text/event-stream", "Last-Event-ID", "3", "Mercure-Last-Event-ID", "7");

		assertThat(this.world.observer.gaps).isEmpty();
	}

	@Test
	void takesTheOrderlyEndOfAQuietStreamThatLivedLongForARotation() {
		this.world.open();
		this.world.live(Duration.ofMinutes(2));

		this.world.transport.last().body(":\n").end();

		assertThat(this.world.observer.rotations).containsExactly(true);
		assertThat(this.world.untilNextAttempt()).hasSeconds(2);
	}

	@Test
	void takesTheBreakOfAQuietStreamThatLivedLongForAFailure() {
		this.world.open();
		this.world.live(Duration.ofMinutes(2));

		this.world.transport.last().error(new IOException());

		assertThat(this.world.observer.rotations).containsExactly(false);
	}

	private void answer(String header, String value) {
		this.world.transport.last().head(200, "Content-Type", "text/event-stream", header, value);
	}

}

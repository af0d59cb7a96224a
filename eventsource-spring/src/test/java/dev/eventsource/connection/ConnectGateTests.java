package dev.eventsource.connection;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ConnectGateTests {

	private final List<String> begun = new ArrayList<>();

	@Test
	void attemptsBeyondTheLimitWaitInTheirOrder() {
		ConnectGate gate = new ConnectGate(2);
		ConnectGate.Place first = gate.enter(() -> this.begun.add("first"));
		gate.enter(() -> this.begun.add("second"));
		gate.enter(() -> this.begun.add("third"));
		gate.enter(() -> this.begun.add("fourth"));
		assertThat(this.begun).containsExactly("first", "second");

		first.leave();

		assertThat(this.begun).containsExactly("first", "second", "third");
	}

	@Test
	void aPlaceIsGivenBackOnce() {
		ConnectGate gate = new ConnectGate(1);
		ConnectGate.Place first = gate.enter(() -> this.begun.add("first"));
		gate.enter(() -> this.begun.add("second"));
		gate.enter(() -> this.begun.add("third"));

		first.leave();
		first.leave();

		assertThat(this.begun).containsExactly("first", "second");
	}

	@Test
	void whoLeavesTheLineIsPassedOver() {
		ConnectGate gate = new ConnectGate(1);
		ConnectGate.Place first = gate.enter(() -> this.begun.add("first"));
		ConnectGate.Place second = gate.enter(() -> this.begun.add("second"));
		gate.enter(() -> this.begun.add("third"));

		second.leave();
		first.leave();

		assertThat(this.begun).containsExactly("first", "third");
	}

	@Test
	void zeroIsNoLimit() {
		ConnectGate gate = new ConnectGate(0);

		for (int i = 0; i < 100; i++) {
			gate.enter(() -> this.begun.add("one more"));
		}

		assertThat(this.begun).hasSize(100);
	}

	@Test
	void anAttemptHasLetGoBeforeTheNextBegins() {
		ConnectGate gate = new ConnectGate(1);
		Line line = new Line(1, "");
		line.hold(gate.enter(() -> this.begun.add("first")));
		line.hold(new Transport.Exchange() {

			@Override
			public void request(int buffers) {
			}

			@Override
			public void cancel() {
				ConnectGateTests.this.begun.add("cancelled");
			}

		});
		gate.enter(() -> this.begun.add("second"));

		line.release();

		assertThat(this.begun).containsExactly("first", "cancelled", "second");
	}

	@Test
	void attemptsThatEndAtOnceDoNotPileUp() {
		ConnectGate gate = new ConnectGate(1);
		ConnectGate.Place first = gate.enter(() -> this.begun.add("first"));
		List<ConnectGate.Place> places = new ArrayList<>();
		for (int i = 0; i < 20_000; i++) {
			int index = i;
			places.add(gate.enter(() -> places.get(index).leave()));
		}

		first.leave();

		assertThat(gate.enter(() -> this.begun.add("last"))).isNotNull();
		assertThat(this.begun).containsExactly("first", "last");
	}

}

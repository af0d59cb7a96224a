package dev.eventsource.client;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class SerialLaneTests {

	private final List<String> told = new ArrayList<>();

	@Test
	void goesOnAfterATaskThatThrowsAnError() {
		SerialLane lane = new SerialLane(Runnable::run);

		lane.add(() -> {
			throw new AssertionError("of a listener");
		});
		lane.add(() -> this.told.add("next"));

		assertThat(this.told).containsExactly("next");
	}

}

package dev.eventsource.connection;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class SerialTurnsTests {

	private final SerialTurns turns = new SerialTurns();

	@Test
	void runsWhatComesMeanwhileAfterwards() {
		List<String> log = new ArrayList<>();

		this.turns.run(() -> {
			this.turns.run(() -> log.add("inner"));
			log.add("outer");
		});

		assertThat(log).containsExactly("outer", "inner");
	}

	@Test
	void runsWhatCameDuringATurnAtItsEnd() {
		List<String> log = new ArrayList<>();
		assertThat(this.turns.tryEnter()).isTrue();
		assertThat(this.turns.tryEnter()).isFalse();
		assertThat(this.turns.isInside()).isTrue();

		this.turns.run(() -> log.add("task"));
		assertThat(log).isEmpty();
		this.turns.leave();

		assertThat(log).containsExactly("task");
		assertThat(this.turns.isInside()).isFalse();
	}

	@Test
	void givesTurnsAfterATaskThatThrows() {
		List<String> log = new ArrayList<>();
		this.turns.run(() -> {
			throw new LinkageError("of a filter");
		});

		this.turns.run(() -> log.add("next"));

		assertThat(log).containsExactly("next");
	}

	@Test
	void losesNothingBetweenThreads() throws InterruptedException {
		int[] count = new int[1];
		ExecutorService executor = Executors.newFixedThreadPool(4);
		for (int thread = 0; thread < 4; thread++) {
			executor.execute(() -> {
				for (int i = 0; i < 50_000; i++) {
					this.turns.run(() -> count[0]++);
				}
			});
		}

		executor.shutdown();

		assertThat(executor.awaitTermination(30, TimeUnit.SECONDS)).isTrue();
		assertThat(count[0]).isEqualTo(200_000);
	}

}

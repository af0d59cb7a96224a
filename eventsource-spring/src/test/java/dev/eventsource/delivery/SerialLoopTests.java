package dev.eventsource.delivery;

import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

import dev.eventsource.testing.ManualExecutor;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Turns follow wake-ups, one at a time.
 */
class SerialLoopTests {

	private final ManualExecutor executor = new ManualExecutor();

	private int turns;

	private int atOnce;

	private int mostAtOnce;

	private boolean onCaller;

	private SerialLoop loop;

	private SerialLoop loop(Executor onto, int turnsWithMore, int wakesFromInside) {
		this.loop = new SerialLoop(onto, new SerialLoop.Work() {

			@Override
			public boolean turn() {
				SerialLoopTests.this.turns++;
				SerialLoopTests.this.mostAtOnce = Math.max(SerialLoopTests.this.mostAtOnce,
						++SerialLoopTests.this.atOnce);
				if (SerialLoopTests.this.turns <= wakesFromInside) {
					SerialLoopTests.this.loop.wake();
				}
				SerialLoopTests.this.atOnce--;
				return SerialLoopTests.this.turns <= turnsWithMore;
			}

			@Override
			public boolean rejected(RejectedExecutionException cause) {
				return SerialLoopTests.this.onCaller;
			}

		});
		return this.loop;
	}

	@Test
	void makesOneTurnOfWakeUpsThatCameBeforeIt() {
		loop(this.executor, 0, 0);

		this.loop.wake();
		this.loop.wake();
		this.executor.runAll();

		assertThat(this.turns).isEqualTo(1);
	}

	@Test
	void makesAnotherTurnForAWakeUpDuringATurn() {
		loop(this.executor, 0, 1);

		this.loop.wake();
		this.executor.runAll();

		assertThat(this.turns).isEqualTo(2);
	}

	@Test
	void makesAnotherTurnForAWakeUpAfterTheLast() {
		loop(this.executor, 0, 0);
		this.loop.wake();
		this.executor.runAll();

		this.loop.wake();
		this.executor.runAll();

		assertThat(this.turns).isEqualTo(2);
	}

	@Test
	void goesBehindOtherTasksWhenThereIsMore() {
		loop(this.executor, 1, 0);

		this.loop.wake();
		this.executor.runOne();

		assertThat(this.turns).isEqualTo(1);
		assertThat(this.executor.waiting()).isEqualTo(1);
	}

	@Test
	void neverRunsATurnInsideAnotherWhenDirect() {
		loop(Runnable::run, 50_000, 1000);

		this.loop.wake();

		assertThat(this.turns).isEqualTo(50_001);
		assertThat(this.mostAtOnce).isEqualTo(1);
	}

	@Test
	void runsOnTheCallerWhenRefusedIfTheWorkWantsIt() {
		loop(this.executor, 0, 0);
		this.executor.shutDown();
		this.onCaller = true;

		this.loop.wake();

		assertThat(this.turns).isEqualTo(1);
	}

	@Test
	void triesAgainAfterARefusalWithoutAnotherWakeUp() {
		loop(this.executor, 0, 0);
		this.executor.shutDown();
		this.loop.wake();
		this.onCaller = true;

		this.loop.retry();
		this.loop.retry();

		assertThat(this.turns).isEqualTo(1);
	}

	@Test
	void triesAgainAtTheNextWakeUpAfterARefusal() {
		loop(this.executor, 0, 0);
		this.executor.shutDown();
		this.loop.wake();
		assertThat(this.turns).isZero();
		this.onCaller = true;

		this.loop.wake();

		assertThat(this.turns).isEqualTo(1);
	}

}

package dev.eventsource.benchmarks.client;

/**
 * Waits by time on processors, which a busy machine stretches, and not by the clock.
 */
final class WarmUp {

	private static final long LIMIT_NANOS = 60_000_000_000L;

	private static final int STEP_MILLIS = 400;

	/** As much compilation in a step is steady enough. */
	private static final int CALM_MILLIS = 15;

	private WarmUp() {
	}

	/**
	 * Waits until the process has used so much, and the compiler has calmed down.
	 */
	static void await(long cpuMillis) throws InterruptedException {
		awaitCpu(cpuMillis);
		long end = System.nanoTime() + LIMIT_NANOS / 6;
		long before;
		do {
			before = ProcessReading.jit();
			awaitCpu(STEP_MILLIS);
		}
		while (ProcessReading.jit() - before > CALM_MILLIS && System.nanoTime() < end);
	}

	/**
	 * Waits until the process has used so much more.
	 */
	static void awaitCpu(long millis) throws InterruptedException {
		long target = ProcessReading.cpu() + millis * 1_000_000;
		long end = System.nanoTime() + LIMIT_NANOS;
		while (ProcessReading.cpu() < target && System.nanoTime() < end) {
			Thread.sleep(20);
		}
	}

}

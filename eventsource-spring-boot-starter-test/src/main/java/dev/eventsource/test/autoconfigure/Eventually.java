package dev.eventsource.test.autoconfigure;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * Waits for facts that nobody reports.
 */
final class Eventually {

	private static final long GLANCE_MILLIS = 5;

	private Eventually() {
	}

	/**
	 * Waits until something is the case.
	 * @param fact what to look at
	 * @param patience how long to wait
	 * @return whether it became so
	 */
	static boolean become(BooleanSupplier fact, Duration patience) {
		long began = System.nanoTime();
		while (!fact.getAsBoolean()) {
			if (System.nanoTime() - began >= patience.toNanos() || !pause()) {
				return false;
			}
		}
		return true;
	}

	private static boolean pause() {
		try {
			new CountDownLatch(1).await(GLANCE_MILLIS, TimeUnit.MILLISECONDS);
			return true;
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return false;
		}
	}

}

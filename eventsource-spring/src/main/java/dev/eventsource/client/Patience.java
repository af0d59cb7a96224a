package dev.eventsource.client;

import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Waits on the calling thread, for so long and no longer.
 */
final class Patience {

	private Patience() {
	}

	/**
	 * Waits for an end, or for an interruption of the calling thread.
	 * @param ending completes at the end
	 * @param atMost for how long to wait
	 * @return {@code false} if that was too short
	 * @throws RuntimeException what it fails with
	 */
	static boolean await(CompletionStage<Void> ending, Duration atMost) {
		try {
			ending.toCompletableFuture().get(atMost.toMillis(), TimeUnit.MILLISECONDS);
		}
		catch (TimeoutException ex) {
			return false;
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		catch (ExecutionException ex) {
			throw (ex.getCause() instanceof RuntimeException failure) ? failure
					: new IllegalStateException(ex.getCause());
		}
		return true;
	}

}

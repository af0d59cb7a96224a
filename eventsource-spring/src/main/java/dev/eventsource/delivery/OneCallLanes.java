package dev.eventsource.delivery;

import org.jspecify.annotations.Nullable;

/**
 * Lanes with one call of a handler at a time, in the turns of the dispatcher.
 */
abstract class OneCallLanes implements Lanes {

	private final RunningCall running = new RunningCall();

	private final DeliverySettings settings;

	OneCallLanes(DeliverySettings settings) {
		this.settings = settings;
	}

	final RunningCall running() {
		return this.running;
	}

	@Override
	public final void wake() {
		// it runs in the turns of the dispatcher
	}

	@Override
	public final void tick(long now) {
		this.running.endAfter(this.settings.timeout(), now);
	}

	@Override
	public final void interrupt() {
		this.running.interrupt();
	}

	@Override
	public final @Nullable String stuck(long now) {
		return this.running.stuck(this.settings.stuckAfter(), now);
	}

	@Override
	public final boolean isInside() {
		return false;
	}

}

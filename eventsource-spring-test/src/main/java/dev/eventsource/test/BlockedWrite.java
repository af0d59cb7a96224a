package dev.eventsource.test;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/**
 * Whether a wire has been in one and the same write for some time; to be asked again and
 * again.
 */
final class BlockedWrite implements BooleanSupplier {

	private final Wire wire;

	private final Duration quiet;

	private long written = -1;

	private long since;

	BlockedWrite(Wire wire, Duration quiet) {
		this.wire = wire;
		this.quiet = quiet;
	}

	@Override
	public boolean getAsBoolean() {
		long now = System.nanoTime();
		if (!this.wire.writing() || this.wire.written() != this.written) {
			this.written = this.wire.written();
			this.since = now;
		}
		return now - this.since >= this.quiet.toNanos();
	}

}

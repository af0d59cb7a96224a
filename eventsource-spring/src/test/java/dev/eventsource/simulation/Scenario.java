package dev.eventsource.simulation;

import java.time.Duration;

import dev.eventsource.EventSourceSpec;
import dev.eventsource.FailureAction;
import dev.eventsource.TestSpecs;
import org.springframework.util.unit.DataSize;

/**
 * How the source of a simulation is set, drawn from its seed.
 *
 * @param direct whether handlers run on the event loop
 * @param bufferSize entries in the mailbox
 * @param bufferBytes bytes in the mailbox
 * @param commitEvents entries after which the position is due
 * @param maxUncommitted entries ahead of the stored position
 * @param onFailure what becomes of a poison event
 * @param publisher whether there is a dead-letter publisher
 * @param maxAge age of a connection in seconds; 0 for any
 */
record Scenario(boolean direct, int bufferSize, int bufferBytes, int commitEvents, int maxUncommitted,
		FailureAction onFailure, boolean publisher, int maxAge) {

	static final Duration DELAY = Duration.ofSeconds(2);

	static final Duration MIN_DELAY = Duration.ofMillis(500);

	static final Duration MAX_DELAY = Duration.ofSeconds(30);

	static final Duration MAX_SERVER_DELAY = Duration.ofSeconds(90);

	static final Duration RESET_AFTER = Duration.ofSeconds(60);

	static final double JITTER = 0.5;

	static final Duration IDLE = Duration.ofSeconds(40);

	static Scenario draw(World world) {
		FailureAction[] actions = { FailureAction.DEAD_LETTER, FailureAction.DEAD_LETTER, FailureAction.SKIP,
				FailureAction.STOP };
		return new Scenario(world.below(4) == 0, 1 + world.below(12), 600 + world.below(3000), 1 + world.below(8),
				1 + world.below(15), actions[world.below(actions.length)], world.flip(),
				(world.below(4) == 0) ? 10 + world.below(60) : 0);
	}

	EventSourceSpec spec(String name) {
		return TestSpecs.with("idleTimeout", IDLE, "maxConnectionAge", Duration.ofSeconds(this.maxAge),
				"limits.eventSize", DataSize.ofBytes(BlockWriter.EVENT_SIZE), "limits.idSize",
				DataSize.ofBytes(BlockWriter.ID_SIZE), "limits.partialEventTimeout", Duration.ofSeconds(15),
				"reconnect.delay", DELAY, "reconnect.minDelay", MIN_DELAY, "reconnect.maxDelay", MAX_DELAY,
				"reconnect.multiplier", 2.0, "reconnect.jitter", JITTER, "reconnect.maxServerDelay", MAX_SERVER_DELAY,
				"reconnect.resetAfter", RESET_AFTER, "delivery.executor", this.direct ? "direct" : "shared",
				"delivery.bufferSize", this.bufferSize, "delivery.bufferBytes", DataSize.ofBytes(this.bufferBytes),
				"delivery.onFailure", this.onFailure, "checkpoint.store", name, "checkpoint.events", this.commitEvents,
				"checkpoint.maxUncommitted", this.maxUncommitted);
	}

}

package dev.eventsource.autoconfigure;

import java.time.Duration;

import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.Environment;

/**
 * How long running listeners may go on when the application ends: as long as Boot gives a
 * phase of the shutdown, less the time to interrupt what is left and to hand streams
 * over.
 */
final class GracePeriod {

	private static final String PROPERTY = "spring.lifecycle.timeout-per-shutdown-phase";

	private static final Duration BUILT_IN = Duration.ofSeconds(30);

	private static final Duration RESERVE = Duration.ofSeconds(2);

	private GracePeriod() {
	}

	static Duration of(Environment environment) {
		Duration phase = Binder.get(environment).bind(PROPERTY, Duration.class).orElse(BUILT_IN);
		Duration half = phase.dividedBy(2);
		Duration reserve = (half.compareTo(RESERVE) < 0) ? half : RESERVE;
		return phase.minus(reserve);
	}

}

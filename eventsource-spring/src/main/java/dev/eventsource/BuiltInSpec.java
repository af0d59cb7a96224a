package dev.eventsource;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import org.springframework.util.unit.DataSize;

/**
 * The built-in value of every setting that has one.
 */
final class BuiltInSpec {

	private BuiltInSpec() {
	}

	static EventSourceSpec create() {
		EventSourceSpecBuilder spec = new EventSourceSpecBuilder();
		source(spec);
		connection(spec);
		reconnect(spec);
		delivery(spec);
		checkpoint(spec);
		mercure(spec);
		return spec.build();
	}

	private static void source(EventSourceSpecBuilder spec) {
		spec.set("enabled", true);
		spec.set("query", Map.of());
		spec.set("headers", Map.of());
		spec.set("mode", EventSourceSpec.Mode.ENDLESS);
		spec.set("health.enabled", true);
		spec.set("health.downAfter", Duration.ofMinutes(2));
		spec.set("health.maxSilence", Duration.ZERO);
	}

	private static void connection(EventSourceSpecBuilder spec) {
		spec.set("idleTimeout", Duration.ofMinutes(5));
		spec.set("method", "GET");
		spec.set("httpVersion", EventSourceSpec.HttpVersion.HTTP1);
		spec.set("withCredentials", false);
		spec.set("statusPolicy", EventSourceSpec.StatusPolicy.RESILIENT);
		spec.set("connectTimeout", Duration.ofSeconds(10));
		spec.set("responseTimeout", Duration.ofSeconds(30));
		spec.set("maxConnectionAge", Duration.ZERO);
		spec.set("limits.eventSize", DataSize.ofMegabytes(8));
		spec.set("limits.idSize", DataSize.ofKilobytes(4));
		spec.set("limits.headerSize", DataSize.ofKilobytes(16));
		spec.set("limits.partialEventTimeout", Duration.ofMinutes(2));
		spec.set("limits.expansionRatio", 100);
		spec.set("lastEventId.send", true);
		spec.set("redirects.max", 5);
		spec.set("redirects.allowedOrigins", List.of());
		spec.set("compression", false);
	}

	private static void reconnect(EventSourceSpecBuilder spec) {
		spec.set("reconnect.delay", Duration.ofSeconds(2));
		spec.set("reconnect.minDelay", Duration.ofMillis(500));
		spec.set("reconnect.maxDelay", Duration.ofSeconds(30));
		spec.set("reconnect.multiplier", 2.0);
		spec.set("reconnect.jitter", 0.5);
		spec.set("reconnect.maxServerDelay", Duration.ofHours(1));
		spec.set("reconnect.resetAfter", Duration.ofMinutes(1));
		spec.set("reconnect.maxAttempts", 0);
	}

	private static void delivery(EventSourceSpecBuilder spec) {
		spec.set("delivery.onFailure", FailureAction.DEAD_LETTER);
		spec.set("delivery.concurrency", 1);
		spec.set("delivery.bufferSize", 256);
		spec.set("delivery.bufferBytes", DataSize.ofMegabytes(1));
		spec.set("delivery.batchSize", 100);
		spec.set("delivery.batchWait", Duration.ZERO);
		spec.set("delivery.executor", "shared");
		spec.set("delivery.stuckAfter", Duration.ofMinutes(5));
		spec.set("delivery.timeout", Duration.ZERO);
		spec.set("delivery.retry.maxRetries", 3);
		spec.set("delivery.retry.delay", Duration.ofSeconds(1));
		spec.set("delivery.retry.multiplier", 2.0);
		spec.set("delivery.retry.maxDelay", Duration.ofSeconds(10));
		spec.set("delivery.retry.transientExceptions", List.of());
		spec.set("delivery.deduplicate.window", 0);
		spec.set("delivery.deduplicate.by", "id");
	}

	private static void checkpoint(EventSourceSpecBuilder spec) {
		spec.set("checkpoint.store", "memory");
		spec.set("checkpoint.interval", Duration.ofSeconds(1));
		spec.set("checkpoint.events", 100);
		spec.set("checkpoint.maxUncommitted", 10_000);
		spec.set("checkpoint.transactional", false);
		spec.set("checkpoint.required", false);
		spec.set("checkpoint.lease", Duration.ofSeconds(30));
		spec.set("checkpoint.directory", "./eventsource-checkpoints");
	}

	private static void mercure(EventSourceSpecBuilder spec) {
		spec.set("mercure.generation", MercureSpec.Generation.AUTO);
		spec.set("mercure.earliest", false);
		spec.set("mercure.authorization", MercureSpec.Authorization.HEADER);
		spec.set("mercure.jwt.algorithm", MercureSpec.Algorithm.HS256);
		spec.set("mercure.jwt.lifetime", Duration.ofHours(1));
	}

}

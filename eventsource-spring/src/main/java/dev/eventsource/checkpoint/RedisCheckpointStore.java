package dev.eventsource.checkpoint;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.data.redis.core.script.RedisScript;

/**
 * Positions in Redis, which also decides who owns a stream: a hash for each key, changed
 * by a script, so that no other client comes between. Needs Redis 6.2 or newer.
 * <p>
 * A position is as durable as Redis is configured to be: without a persistent Redis a
 * restart forgets it, and an eviction policy may.
 */
public final class RedisCheckpointStore implements CheckpointStore {

	/**
	 * All through scripts, reading too: a client that reads from replicas would read old
	 * positions there.
	 */
	@SuppressWarnings("rawtypes")
	private static final RedisScript<List> LOAD = RedisScript.of("""
			if redis.call('EXISTS', KEYS[1]) == 0 then
				return {}
			end
			if redis.call('TYPE', KEYS[1]).ok ~= 'hash' then
				return {'', ''}
			end
			return {redis.call('HGET', KEYS[1], 'version') or '', redis.call('HGET', KEYS[1], 'checkpoint') or ''}
			""", List.class);

	private static final RedisScript<Long> REPLACE = RedisScript.of("""
			local stored = '0'
			if redis.call('EXISTS', KEYS[1]) == 1 then
				stored = redis.call('HGET', KEYS[1], 'version')
			end
			if stored ~= ARGV[1] then
				return 0
			end
			redis.call('HSET', KEYS[1], 'version', ARGV[2], 'checkpoint', ARGV[3])
			return 1
			""", Long.class);

	@SuppressWarnings("rawtypes")
	private static final RedisScript<List> NOW = RedisScript.of("return redis.call('TIME')", List.class);

	private final StringRedisTemplate redis;

	private final String keyPrefix;

	/**
	 * Creates a store.
	 * @param connectionFactory connects to Redis
	 * @param keyPrefix what all keys in Redis begin with
	 */
	public RedisCheckpointStore(RedisConnectionFactory connectionFactory, String keyPrefix) {
		this.redis = new StringRedisTemplate(connectionFactory);
		this.keyPrefix = keyPrefix;
	}

	@Override
	public Optional<Checkpoint> load(String key) {
		List<?> fields = this.redis.execute(LOAD, keys(key));
		if (fields.isEmpty()) {
			return Optional.empty();
		}
		StoredPlace place = new StoredPlace(key, "Redis key", redisKey(key));
		Checkpoint checkpoint = CheckpointText.read(String.valueOf(fields.get(1)), place);
		if (!String.valueOf(checkpoint.version()).equals(fields.get(0))) {
			throw place.damaged("is damaged: its two fields are of two versions", null);
		}
		return Optional.of(checkpoint);
	}

	@Override
	public boolean replace(Checkpoint next) {
		String before = String.valueOf(next.version() - 1);
		return 1 == this.redis.execute(REPLACE, keys(next.key()), before, String.valueOf(next.version()),
				CheckpointText.write(next));
	}

	@Override
	public Optional<Instant> now() {
		// the key leads to one node of a cluster: their clocks differ
		List<?> time = this.redis.execute(NOW, List.of(this.keyPrefix));
		Instant second = Instant.ofEpochSecond(Long.parseLong(String.valueOf(time.get(0))));
		return Optional.of(second.plus(Long.parseLong(String.valueOf(time.get(1))), ChronoUnit.MICROS));
	}

	private List<String> keys(String key) {
		return List.of(redisKey(key));
	}

	private String redisKey(String key) {
		return this.keyPrefix + EncodedKey.name(key);
	}

}

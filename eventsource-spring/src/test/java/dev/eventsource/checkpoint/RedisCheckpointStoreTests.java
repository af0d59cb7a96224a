package dev.eventsource.checkpoint;

import java.io.IOException;
import java.nio.file.Path;

import dev.eventsource.CheckpointDamagedException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.data.redis.core.StringRedisTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class RedisCheckpointStoreTests extends DurableStoreContract {

	private static RedisProcess redis;

	@BeforeAll
	static void start() throws IOException {
		redis = RedisProcess.start();
	}

	@AfterAll
	static void stop() throws IOException {
		redis.close();
	}

	@Override
	CheckpointStore open() {
		return new RedisCheckpointStore(redis.connections(), "test:");
	}

	private StringRedisTemplate template() {
		return new StringRedisTemplate(redis.connections());
	}

	private String redisKey() {
		return "test:" + EncodedKey.name(this.key);
	}

	@Override
	void spoil() {
		Object text = template().opsForHash().get(redisKey(), "checkpoint");
		template().opsForHash().put(redisKey(), "checkpoint", String.valueOf(text).replace("id \"", "id \"1"));
	}

	@Test
	void peopleCanReadTheHash() {
		this.store.replace(first("7"));

		assertThat(template().opsForHash().get(redisKey(), "version")).isEqualTo("1");
		assertThat(template().opsForHash().get(redisKey(), "checkpoint")).asString()
			.startsWith("eventsource-checkpoint 1\nkey \"" + this.key + "\"\nversion 1\nlast-event-id \"7\"\n");
	}

	@ParameterizedTest
	@ValueSource(strings = { "version", "checkpoint" })
	void aMissingFieldIsDamage(String field) {
		this.store.replace(first("7"));
		template().opsForHash().delete(redisKey(), field);

		assertThatExceptionOfType(CheckpointDamagedException.class).isThrownBy(() -> this.store.load(this.key))
			.withMessageContaining(redisKey());
		assertThat(this.store.replace(checkpoint(field.equals("version") ? 1 : 7, "8", null))).isFalse();
	}

	@Test
	void fieldsOfTwoVersionsAreDamage() {
		this.store.replace(first("7"));
		template().opsForHash().put(redisKey(), "version", "2");

		assertThatExceptionOfType(CheckpointDamagedException.class).isThrownBy(() -> this.store.load(this.key))
			.withMessageContaining("of two versions");
	}

	@Test
	void somethingElseUnderTheKeyIsDamageAndStays() {
		template().opsForValue().set(redisKey(), "not ours");

		assertThatExceptionOfType(CheckpointDamagedException.class).isThrownBy(() -> this.store.load(this.key));
		assertThatExceptionOfType(RuntimeException.class).isThrownBy(() -> this.store.replace(first("7")));
		assertThat(template().opsForValue().get(redisKey())).isEqualTo("not ours");
	}

	@Test
	void knowsItsScriptsAgainAfterTheServerForgotThem() {
		this.store.replace(first("7"));
		redis.connections().getConnection().scriptingCommands().scriptFlush();

		assertThat(this.store.replace(checkpoint(2, "8", null))).isTrue();
	}

	@Test
	void anOutageIsAnOutageAtEachCallAndEnds(@TempDir Path directory) throws Exception {
		try (RedisProcess server = RedisProcess.start("appendonly yes", "appendfsync always", "dir " + directory)) {
			CheckpointStore persistent = new RedisCheckpointStore(server.connections(), "test:");
			persistent.replace(first("7"));
			server.stop();

			assertThatExceptionOfType(RuntimeException.class).isThrownBy(() -> persistent.load(this.key))
				.isNotInstanceOf(CheckpointDamagedException.class);
			assertThatExceptionOfType(RuntimeException.class)
				.isThrownBy(() -> persistent.replace(checkpoint(2, "8", null)));
			assertThatExceptionOfType(RuntimeException.class).isThrownBy(persistent::now);

			server.startAgain();
			assertThat(persistent.load(this.key)).contains(first("7"));
			assertThat(persistent.replace(checkpoint(2, "8", null))).isTrue();
		}
	}

	@Test
	void withoutPersistenceARestartForgets() throws Exception {
		try (RedisProcess server = RedisProcess.start("save \"\"", "appendonly no")) {
			CheckpointStore forgetful = new RedisCheckpointStore(server.connections(), "test:");
			forgetful.replace(first("7"));
			server.stop();
			server.startAgain();

			assertThat(forgetful.load(this.key)).isEmpty();
		}
	}

}

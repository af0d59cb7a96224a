package dev.eventsource.autoconfigure;

import dev.eventsource.checkpoint.CheckpointStore;
import dev.eventsource.checkpoint.RedisCheckpointStore;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.data.redis.core.StringRedisTemplate;

/**
 * The store of {@code checkpoint.store: redis}. Made when the first source asks for it.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnClass(StringRedisTemplate.class)
class RedisCheckpointConfiguration {

	@Bean(name = BuiltInStore.REDIS_BEAN, defaultCandidate = false)
	@Lazy
	@ConditionalOnMissingBean(name = BuiltInStore.REDIS_BEAN)
	CheckpointStore eventSourceRedisCheckpointStore(ObjectProvider<RedisConnectionFactory> connections,
			EventSourceProperties properties) {
		return new RedisCheckpointStore(connections.getObject(), properties.checkpoint().redisKeyPrefix());
	}

}

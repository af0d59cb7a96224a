package dev.eventsource.autoconfigure;

import javax.sql.DataSource;

import dev.eventsource.checkpoint.CheckpointStore;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.jdbc.init.DataSourceScriptDatabaseInitializer;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * The store of {@code checkpoint.store: jdbc}. Made when the first source asks for it,
 * and behind whatever else initializes the database.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnClass({ JdbcTemplate.class, DataSourceScriptDatabaseInitializer.class })
class JdbcCheckpointConfiguration {

	@Bean(name = BuiltInStore.JDBC_BEAN, defaultCandidate = false)
	@Lazy
	@ConditionalOnMissingBean(name = BuiltInStore.JDBC_BEAN)
	@DependsOnDatabaseInitialization
	CheckpointStore eventSourceJdbcCheckpointStore(ObjectProvider<DataSource> dataSource,
			EventSourceProperties properties) {
		return CheckpointSchema.prepare(dataSource.getObject(), properties.checkpoint());
	}

}

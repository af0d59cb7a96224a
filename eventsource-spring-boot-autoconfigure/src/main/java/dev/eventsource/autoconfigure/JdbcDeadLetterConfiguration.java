package dev.eventsource.autoconfigure;

import javax.sql.DataSource;

import dev.eventsource.DeadLetterStore;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.jdbc.init.DataSourceScriptDatabaseInitializer;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * The table of {@code eventsource.dead-letter.store: jdbc}, behind whatever else
 * initializes the database. What is missing for it is said by {@link DeadLetterBeans}.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnClass({ JdbcTemplate.class, DataSourceScriptDatabaseInitializer.class })
@ConditionalOnBooleanProperty(name = "eventsource.enabled", matchIfMissing = true)
@ConditionalOnProperty(name = DeadLetterSchema.PROPERTY, havingValue = "jdbc")
class JdbcDeadLetterConfiguration {

	static final String BEAN = "eventSourceDeadLetterStore";

	@Bean(name = BEAN)
	@Lazy
	@DependsOnDatabaseInitialization
	DeadLetterStore eventSourceDeadLetterStore(ObjectProvider<DataSource> dataSource,
			EventSourceProperties properties) {
		return DeadLetterSchema.prepare(dataSource.getObject(), properties.deadLetter());
	}

}

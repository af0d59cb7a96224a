package dev.eventsource.autoconfigure;

import java.util.Arrays;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.util.ClassUtils;

/**
 * The values of {@code checkpoint.store} that stand for a bean of ours, and what each of
 * them needs of the application.
 */
enum BuiltInStore {

	JDBC(BuiltInStore.JDBC_BEAN, "javax.sql.DataSource", "org.springframework.boot:spring-boot-starter-jdbc",
			"spring.datasource.url", "CheckpointStore.jdbc(dataSource, table)"),

	REDIS(BuiltInStore.REDIS_BEAN, "org.springframework.data.redis.connection.RedisConnectionFactory",
			"org.springframework.boot:spring-boot-starter-data-redis", "spring.data.redis.url",
			"new RedisCheckpointStore(connectionFactory, keyPrefix)");

	static final String JDBC_BEAN = "eventSourceJdbcCheckpointStore";

	static final String REDIS_BEAN = "eventSourceRedisCheckpointStore";

	private final String bean;

	private final String connection;

	private final String dependency;

	private final String property;

	private final String factory;

	BuiltInStore(String bean, String connection, String dependency, String property, String factory) {
		this.bean = bean;
		this.connection = connection;
		this.dependency = dependency;
		this.property = property;
		this.factory = factory;
	}

	static Optional<BuiltInStore> of(String setting) {
		return Arrays.stream(values()).filter((store) -> store.setting().equals(setting)).findFirst();
	}

	static boolean isBean(String name) {
		return Arrays.stream(values()).anyMatch((store) -> store.bean.equals(name));
	}

	String setting() {
		return (this == JDBC) ? "jdbc" : "redis";
	}

	String bean() {
		return this.bean;
	}

	/**
	 * Looks for what is missing.
	 * @param beans the application's beans
	 * @return what is missing and what to do, or {@code null} if nothing is
	 */
	@Nullable Problem problem(ConfigurableListableBeanFactory beans) {
		return problem(beans, "define a bean by '" + this.factory + "' and write its name here");
	}

	/**
	 * Looks for what is missing.
	 * @param beans the application's beans
	 * @param otherwise what else to do where there are several connections, a clause
	 * @return what is missing and what to do, or {@code null} if nothing is
	 */
	@Nullable Problem problem(ConfigurableListableBeanFactory beans, String otherwise) {
		if (!beans.containsBean(this.bean)) {
			return new Problem("needs a library that is not there", "Add the dependency '" + this.dependency + "'.");
		}
		Class<?> type = ClassUtils.resolveClassName(this.connection, beans.getBeanClassLoader());
		String[] names = beans.getBeanNamesForType(type, true, false);
		if (names.length == 0) {
			return new Problem("needs a bean of type " + type.getSimpleName() + ", and there is none",
					"Add the dependency '" + this.dependency + "' and set '" + this.property
							+ "', or define the bean.");
		}
		if (names.length > 1 && beans.getBeanProvider(type).getIfUnique() == null) {
			return new Problem(
					"needs one bean of type " + type.getSimpleName() + ", and there are "
							+ String.join(", ", Arrays.stream(names).sorted().toList()),
					"Mark one of them with @Primary; or " + otherwise + ".");
		}
		return null;
	}

	/**
	 * What stands in the way.
	 *
	 * @param problem what is wrong, a clause
	 * @param remedy what to do, a sentence
	 */
	record Problem(String problem, String remedy) {
	}

}

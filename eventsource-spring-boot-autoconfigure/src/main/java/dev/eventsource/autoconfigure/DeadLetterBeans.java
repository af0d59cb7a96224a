package dev.eventsource.autoconfigure;

import java.util.Arrays;

import dev.eventsource.DeadLetterPublisher;
import dev.eventsource.autoconfigure.EventSourceProperties.DeadLetterPlace;
import dev.eventsource.delivery.JdbcDeadLetterStore;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;

/**
 * Finds who keeps dead letters, or says what stands in the way.
 */
final class DeadLetterBeans {

	private final ConfigurableListableBeanFactory beanFactory;

	DeadLetterBeans(ConfigurableListableBeanFactory beanFactory) {
		this.beanFactory = beanFactory;
	}

	/**
	 * Returns who keeps dead letters.
	 * @param place where the settings want them
	 * @return {@code null} to keep the last ones in memory
	 */
	@Nullable DeadLetterPublisher publisher(DeadLetterPlace place) {
		if (place == DeadLetterPlace.JDBC) {
			check();
		}
		DeadLetterPublisher publisher = this.beanFactory.getBeanProvider(DeadLetterPublisher.class).getIfAvailable();
		if (place == DeadLetterPlace.MEMORY && publisher instanceof JdbcDeadLetterStore table) {
			DeadLetterSchema.require(table);
		}
		return publisher;
	}

	private void check() {
		BuiltInStore.Problem found = BuiltInStore.JDBC.problem(this.beanFactory,
				"declare a bean by 'new JdbcDeadLetterStore(dataSource)' in place of this setting");
		if (found != null) {
			throw invalid("It " + found.problem(), found.remedy());
		}
		Arrays.stream(this.beanFactory.getBeanNamesForType(DeadLetterPublisher.class, true, false))
			.filter((name) -> !name.equals(JdbcDeadLetterConfiguration.BEAN))
			.findFirst()
			.ifPresent((name) -> {
				throw invalid("There is another DeadLetterPublisher, the bean '" + name + "'",
						"Remove that bean, or this setting.");
			});
	}

	private static InvalidSettingException invalid(String problem, String remedy) {
		return new InvalidSettingException(DeadLetterSchema.PROPERTY, "jdbc", null, problem, remedy);
	}

}

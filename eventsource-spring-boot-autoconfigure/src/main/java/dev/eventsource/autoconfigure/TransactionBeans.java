package dev.eventsource.autoconfigure;

import java.util.Arrays;

import dev.eventsource.InvalidSpecException;
import dev.eventsource.client.TransactionalAttempts;
import dev.eventsource.delivery.AttemptScope;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.transaction.PlatformTransactionManager;

/**
 * Finds the transaction managers that settings name. Loaded only where Spring's
 * transactions are.
 */
final class TransactionBeans {

	private static final String MANAGER = "checkpoint.transaction-manager";

	private final ConfigurableListableBeanFactory beanFactory;

	TransactionBeans(ConfigurableListableBeanFactory beanFactory) {
		this.beanFactory = beanFactory;
	}

	@Nullable AttemptScope attempts(@Nullable String name) {
		PlatformTransactionManager manager = (name != null)
				? this.beanFactory.getBean(name, PlatformTransactionManager.class)
				: this.beanFactory.getBeanProvider(PlatformTransactionManager.class).getIfUnique();
		return (manager != null) ? new TransactionalAttempts(manager) : null;
	}

	void check(String source, @Nullable String name) {
		String[] known = this.beanFactory.getBeanNamesForType(PlatformTransactionManager.class, true, false);
		if (name != null && !Arrays.asList(known).contains(name)) {
			throw new InvalidSpecException(source, MANAGER, name, "names no transaction manager", remedy(known));
		}
		boolean unclear = known.length > 1
				&& this.beanFactory.getBeanProvider(PlatformTransactionManager.class).getIfUnique() == null;
		if (name == null && unclear) {
			throw new InvalidSpecException(source, MANAGER, "",
					"is not set, but there are several transaction managers and none is primary", remedy(known));
		}
	}

	private static String remedy(String[] known) {
		return (known.length > 0)
				? "Name the one of the database that has the position: " + String.join(", ", known) + "."
				: "Declare a transaction manager as a bean.";
	}

}

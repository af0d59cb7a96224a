package dev.eventsource.delivery;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Failures that pass by themselves. Known by name, so that neither Spring's data access
 * exceptions nor JDBC need be there.
 */
final class TransientFailures {

	private static final List<String> BUILT_IN = List.of("java.io.IOException",
			"org.springframework.dao.TransientDataAccessException",
			"org.springframework.dao.DataAccessResourceFailureException",
			"org.springframework.transaction.CannotCreateTransactionException", "java.sql.SQLTransientException",
			"java.sql.SQLRecoverableException");

	private final Set<String> names;

	private final ClassValue<Boolean> known = new ClassValue<>() {

		@Override
		protected Boolean computeValue(Class<?> type) {
			return isNamed(type);
		}

	};

	TransientFailures(List<String> more) {
		this.names = Stream.concat(BUILT_IN.stream(), more.stream()).collect(Collectors.toUnmodifiableSet());
	}

	boolean contains(Class<?> type) {
		return this.known.get(type);
	}

	private boolean isNamed(Class<?> type) {
		for (Class<?> each = type; each != null; each = each.getSuperclass()) {
			if (this.names.contains(each.getName())) {
				return true;
			}
		}
		return false;
	}

}

package dev.eventsource.autoconfigure;

import java.util.function.Function;

import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationContext;
import org.springframework.util.ClassUtils;
import tools.jackson.databind.json.JsonMapper;

/**
 * Makes request bodies with the application's mapper.
 */
final class RequestBodies {

	private RequestBodies() {
	}

	/**
	 * Returns what makes JSON.
	 * @param context has the mapper, perhaps
	 * @return {@code null} if there is none
	 */
	static @Nullable Function<Object, byte[]> mapper(ApplicationContext context) {
		boolean present = ClassUtils.isPresent("tools.jackson.databind.json.JsonMapper", context.getClassLoader());
		return present ? Jackson.mapper(context) : null;
	}

	/** Loaded only with Jackson. */
	private static final class Jackson {

		static @Nullable Function<Object, byte[]> mapper(ApplicationContext context) {
			JsonMapper mapper = context.getBeanProvider(JsonMapper.class).getIfUnique();
			return (mapper != null) ? mapper::writeValueAsBytes : null;
		}

	}

}

package dev.eventsource.listener;

import java.lang.reflect.Type;

import dev.eventsource.EventSourceRegistry;
import dev.eventsource.PayloadConverter;
import dev.eventsource.SseListenerErrorHandler;
import dev.eventsource.payload.JacksonPayloadConverter;
import jakarta.validation.Validator;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.config.EmbeddedValueResolver;
import org.springframework.util.ClassUtils;

/**
 * What listeners need from the application's beans, looked up when a listener asks.
 */
final class ListenerServices {

	private static final String JACKSON = "tools.jackson.databind.json.JsonMapper";

	private static final String VALIDATION = "jakarta.validation.Validator";

	private final ConfigurableListableBeanFactory beanFactory;

	private @Nullable PayloadConverter converter;

	ListenerServices(ConfigurableListableBeanFactory beanFactory) {
		this.beanFactory = beanFactory;
	}

	ConfigurableListableBeanFactory beanFactory() {
		return this.beanFactory;
	}

	/**
	 * Returns the text with its placeholders, and then its bean expressions, resolved.
	 */
	String resolve(String text) {
		String resolved = new EmbeddedValueResolver(this.beanFactory).resolveStringValue(text);
		return complete(text, resolved);
	}

	/**
	 * Returns the text with its placeholders resolved.
	 */
	String resolvePlaceholders(String text) {
		return complete(text, this.beanFactory.resolveEmbeddedValue(text));
	}

	// the environment leaves what it does not know as it is
	private static String complete(String text, @Nullable String resolved) {
		if (resolved == null || resolved.contains("${")) {
			throw new IllegalArgumentException("Could not resolve '" + text + "'");
		}
		return resolved;
	}

	PayloadConverter converter(Type type) {
		if (this.converter == null) {
			this.converter = findConverter(type);
		}
		return this.converter;
	}

	private PayloadConverter findConverter(Type type) {
		PayloadConverter bean = this.beanFactory.getBeanProvider(PayloadConverter.class).getIfAvailable();
		if (bean != null) {
			return bean;
		}
		if (!isPresent(JACKSON)) {
			throw new ListenerProblem("takes a " + type.getTypeName() + ", which nothing can convert",
					"Add tools.jackson.core:jackson-databind, declare a PayloadConverter bean, or take a String.");
		}
		return Jackson.converter(this.beanFactory);
	}

	PayloadValidation validation(Class<?>[] groups) {
		PayloadValidation validation = isPresent(VALIDATION) ? Jakarta.validation(this.beanFactory, groups) : null;
		if (validation == null) {
			throw new ListenerProblem("wants its payload validated, but there is no Validator bean",
					"Add spring-boot-starter-validation, or drop the annotation from the parameter.");
		}
		return validation;
	}

	EventSourceRegistry registry() {
		EventSourceRegistry registry = this.beanFactory.getBeanProvider(EventSourceRegistry.class).getIfAvailable();
		if (registry == null) {
			throw new ListenerProblem("takes an EventSource, but there is no EventSourceRegistry bean",
					"Declare one, or leave the parameter out.");
		}
		return registry;
	}

	void requireErrorHandler(String beanName) {
		if (!this.beanFactory.containsBean(beanName)
				|| !this.beanFactory.isTypeMatch(beanName, SseListenerErrorHandler.class)) {
			String[] known = this.beanFactory.getBeanNamesForType(SseListenerErrorHandler.class);
			throw new ListenerProblem(
					"has the errorHandler '" + beanName + "', which is no SseListenerErrorHandler bean",
					"Declare a bean of that name and type"
							+ ((known.length > 0) ? "; known are " + String.join(", ", known) : "") + ".");
		}
	}

	SseListenerErrorHandler errorHandler(String beanName) {
		return this.beanFactory.getBean(beanName, SseListenerErrorHandler.class);
	}

	private boolean isPresent(String className) {
		return ClassUtils.isPresent(className, this.beanFactory.getBeanClassLoader());
	}

	/** Loaded only with Jackson. */
	private static final class Jackson {

		static PayloadConverter converter(ConfigurableListableBeanFactory beanFactory) {
			JsonMapper mapper = beanFactory.getBeanProvider(JsonMapper.class).getIfAvailable(JsonMapper::shared);
			return new JacksonPayloadConverter(mapper);
		}

	}

	/** Loaded only with Jakarta Validation. */
	private static final class Jakarta {

		static @Nullable PayloadValidation validation(ConfigurableListableBeanFactory beanFactory, Class<?>[] groups) {
			Validator validator = beanFactory.getBeanProvider(Validator.class).getIfAvailable();
			return (validator != null) ? new PayloadValidation(validator, groups) : null;
		}

	}

}

package dev.eventsource.listener;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Set;
import java.util.stream.Collectors;

import org.springframework.util.ClassUtils;

/**
 * One annotation at one method of one bean, its values resolved.
 *
 * @param beanName the bean
 * @param beanType its class, not that of a proxy
 * @param method the method as the class declares it
 * @param id the id as given, or empty
 * @param types event types; empty for every type
 * @param sources source names; empty for every source
 * @param condition SpEL, or empty
 * @param errorHandler bean name, or empty
 * @param batch whether it takes several events at a time
 * @param order place among the listeners of an event
 */
record ListenerDefinition(String beanName, Class<?> beanType, Method method, String id, Set<String> types,
		Set<String> sources, String condition, String errorHandler, boolean batch, int order) {

	/** The order in which the listeners of one event are called. */
	static final Comparator<ListenerDefinition> CALLING_ORDER = Comparator.comparingInt(ListenerDefinition::order)
		.thenComparing(ListenerDefinition::beanName)
		.thenComparing((definition) -> definition.method().getName())
		.thenComparing((definition) -> Arrays.toString(definition.method().getParameterTypes()));

	/**
	 * Returns the method in short, such as {@code Prices.onTick}.
	 */
	String name() {
		return nameOf(this.beanType) + "." + this.method.getName();
	}

	/**
	 * Returns the method for messages, such as {@code Prices.onTick(Price)}.
	 */
	String signature() {
		return signatureOf(this.beanType, this.method);
	}

	/**
	 * Returns what it listens to, such as {@code prices[message]}.
	 * @param source source names, joined
	 */
	String route(String source) {
		String typeList = this.types.isEmpty() ? "*" : this.types.stream().sorted().collect(Collectors.joining(","));
		return name() + " <- " + source + "[" + typeList + "]";
	}

	/**
	 * Returns whether it listens to a source.
	 */
	boolean takes(String source) {
		return this.sources.isEmpty() || this.sources.contains(source);
	}

	static String signatureOf(Class<?> beanType, Method method) {
		String parameters = Arrays.stream(method.getParameterTypes())
			.map(Class::getSimpleName)
			.collect(Collectors.joining(", ", "(", ")"));
		return nameOf(beanType) + "." + method.getName() + parameters;
	}

	static String nameOf(Class<?> beanType) {
		Class<?> userType = ClassUtils.getUserClass(beanType);
		String simpleName = userType.getSimpleName();
		return simpleName.isEmpty() ? userType.getName() : simpleName;
	}

}

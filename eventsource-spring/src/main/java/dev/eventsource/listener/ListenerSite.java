package dev.eventsource.listener;

import java.lang.reflect.Method;
import java.util.List;

import dev.eventsource.SseListener;
import org.jspecify.annotations.Nullable;

/**
 * An annotated method of a bean.
 *
 * @param beanName the bean
 * @param beanType its class, not that of a proxy
 * @param method the method as the class declares it
 * @param annotations the annotations of its nearest declaration, at least one
 * @param defaults the annotation of the class
 */
record ListenerSite(String beanName, Class<?> beanType, Method method, List<SseListener> annotations,
		@Nullable SseListener defaults) {

	/** Whether an annotation wants several events at a time. */
	boolean takesBatches() {
		return this.annotations.stream().anyMatch(SseListener::batch)
				|| (this.defaults != null && this.defaults.batch());
	}

	String signature() {
		return ListenerDefinition.signatureOf(this.beanType, this.method);
	}

}

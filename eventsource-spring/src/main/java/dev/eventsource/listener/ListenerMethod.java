package dev.eventsource.listener;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;

import dev.eventsource.Acknowledgment;
import dev.eventsource.MessageEvent;
import dev.eventsource.SseListenerErrorHandler;
import dev.eventsource.delivery.EventHandler;
import org.jspecify.annotations.Nullable;

import org.springframework.expression.EvaluationException;

/**
 * Calls a listener method. The bean is asked for by name at each call, so that scopes,
 * laziness and proxies mean what they mean elsewhere.
 */
final class ListenerMethod implements EventHandler {

	private final ListenerDefinition definition;

	private final String id;

	private final ListenerServices services;

	/** Changed by an event that meets a bean of another class than was foretold. */
	private volatile Method method;

	private final @Nullable ListenerCondition condition;

	private final List<ListenerParameter> parameters;

	private final ListenerArguments arguments;

	/**
	 * Prepares the calls of a method.
	 * @throws ListenerProblem if it can not be called
	 */
	ListenerMethod(ListenerDefinition definition, String id, ListenerServices services) {
		this.definition = definition;
		this.id = id;
		this.services = services;
		this.method = InvocableMethods.select(definition, services.beanFactory());
		this.condition = definition.condition().isEmpty() ? null
				: ListenerCondition.of(definition.condition(), services.beanFactory().getBeanClassLoader());
		this.parameters = ListenerParameter.of(definition.method(), definition.beanType(), definition.batch());
		this.arguments = ListenerArguments.of(this.parameters, this.condition != null && this.condition.readsPayload(),
				services);
		if (!definition.errorHandler().isEmpty()) {
			services.requireErrorHandler(definition.errorHandler());
		}
	}

	/**
	 * Returns what the source is to call.
	 * @return a new handler
	 */
	EventHandler handler() {
		return this.definition.batch() ? new BatchListenerMethod(this, this.parameters) : this;
	}

	ListenerDefinition definition() {
		return this.definition;
	}

	@Override
	public String id() {
		return this.id;
	}

	@Override
	public Set<String> types() {
		return this.definition.types();
	}

	@Override
	public int order() {
		return this.definition.order();
	}

	@Override
	public boolean acknowledges() {
		return this.arguments.acknowledges();
	}

	@Override
	public boolean completesLater() {
		return this.definition.method().getReturnType() != void.class;
	}

	@Override
	public @Nullable SseListenerErrorHandler errorHandler() {
		String beanName = this.definition.errorHandler();
		return beanName.isEmpty() ? null : this.services.errorHandler(beanName);
	}

	@Override
	public @Nullable CompletionStage<?> handle(MessageEvent event, Acknowledgment acknowledgment) throws Exception {
		@Nullable Object[] values = values(event, acknowledgment);
		if (values == null) {
			// the method, which might have to acknowledge, does not get to it
			acknowledgment.acknowledge();
			return EMPTY;
		}
		return invoke(values);
	}

	/**
	 * Returns what to pass for an event.
	 * @return {@code null} if the method is not to be called
	 * @throws RuntimeException if the data, or the condition, is wrong
	 */
	@Nullable Object @Nullable [] values(MessageEvent event, Acknowledgment acknowledgment) {
		ListenerCall call = new ListenerCall(event, acknowledgment, this.arguments.reader());
		try {
			if (this.condition != null && !this.condition.test(call)) {
				return null;
			}
		}
		catch (EvaluationException ex) {
			if (call.isWithoutPayload() && !this.arguments.payloadOptional()) {
				// there was nothing for the condition to look at
				return null;
			}
			throw ex;
		}
		return this.arguments.resolve(call);
	}

	@Nullable CompletionStage<?> invoke(@Nullable Object[] values) throws Exception {
		Object bean = this.services.beanFactory().getBean(this.definition.beanName());
		try {
			return Completion.of(methodOf(bean).invoke(bean, values));
		}
		catch (InvocationTargetException ex) {
			throw unwrap(ex);
		}
	}

	// a factory bean does not always know what it is going to make
	private Method methodOf(Object bean) {
		Method current = this.method;
		if (current.getDeclaringClass().isInstance(bean)) {
			return current;
		}
		try {
			Method other = InvocableMethods.select(this.definition.method(), bean.getClass());
			this.method = other;
			return other;
		}
		catch (ListenerProblem problem) {
			throw problem.at(this.definition.signature());
		}
	}

	private static Exception unwrap(InvocationTargetException ex) {
		Throwable cause = ex.getTargetException();
		if (cause instanceof Error error) {
			throw error;
		}
		return (cause instanceof Exception exception) ? exception : ex;
	}

	@Override
	public String toString() {
		return this.definition.signature();
	}

}

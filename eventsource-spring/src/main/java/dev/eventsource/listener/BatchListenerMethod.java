package dev.eventsource.listener;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;

import dev.eventsource.Acknowledgment;
import dev.eventsource.MessageEvent;
import dev.eventsource.SseListenerErrorHandler;
import dev.eventsource.delivery.BatchHandler;
import org.jspecify.annotations.Nullable;

/**
 * Calls a listener method with several events at a time: what it takes of each becomes an
 * element of a list.
 */
final class BatchListenerMethod implements BatchHandler {

	private static final Acknowledgment LATER = () -> {
	};

	private final ListenerMethod method;

	private final List<ListenerParameter> parameters;

	BatchListenerMethod(ListenerMethod method, List<ListenerParameter> parameters) {
		this.method = method;
		this.parameters = parameters;
	}

	@Override
	public String id() {
		return this.method.id();
	}

	@Override
	public Set<String> types() {
		return this.method.types();
	}

	@Override
	public int order() {
		return this.method.order();
	}

	@Override
	public boolean acknowledges() {
		return this.method.acknowledges();
	}

	@Override
	public boolean completesLater() {
		return this.method.completesLater();
	}

	@Override
	public @Nullable SseListenerErrorHandler errorHandler() {
		return this.method.errorHandler();
	}

	/**
	 * Returns what the method takes of an event, an element a parameter.
	 */
	@Override
	public @Nullable Object element(MessageEvent event) {
		return this.method.values(event, LATER);
	}

	@Override
	public @Nullable CompletionStage<?> handle(List<?> elements, Acknowledgment acknowledgment) throws Exception {
		@Nullable Object[] values = new Object[this.parameters.size()];
		for (int i = 0; i < values.length; i++) {
			values[i] = value(i, elements, acknowledgment);
		}
		return this.method.invoke(values);
	}

	private @Nullable Object value(int index, List<?> elements, Acknowledgment acknowledgment) {
		ListenerParameter parameter = this.parameters.get(index);
		if (parameter.kind() == ListenerParameter.Kind.ACKNOWLEDGMENT) {
			return acknowledgment;
		}
		if (!parameter.collected()) {
			return ((Object[]) elements.get(0))[index];
		}
		List<@Nullable Object> all = new ArrayList<>(elements.size());
		elements.forEach((element) -> all.add(((Object[]) element)[index]));
		return all;
	}

	@Override
	public String toString() {
		return this.method.toString();
	}

}

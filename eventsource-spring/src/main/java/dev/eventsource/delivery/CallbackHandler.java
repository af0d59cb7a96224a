package dev.eventsource.delivery;

import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

import dev.eventsource.Acknowledgment;
import dev.eventsource.MessageEvent;
import org.jspecify.annotations.Nullable;

/**
 * A callback for one type of event. An event is handled when it returns.
 */
public final class CallbackHandler implements EventHandler {

	private final String id;

	private final Set<String> types;

	private final Consumer<MessageEvent> callback;

	/**
	 * Creates a handler.
	 * @param type the event type
	 * @param callback takes the events
	 */
	public CallbackHandler(String type, Consumer<MessageEvent> callback) {
		this.id = "callback(" + type + ")";
		this.types = Set.of(type);
		this.callback = callback;
	}

	@Override
	public String id() {
		return this.id;
	}

	@Override
	public Set<String> types() {
		return this.types;
	}

	@Override
	public @Nullable CompletionStage<?> handle(MessageEvent event, Acknowledgment acknowledgment) {
		this.callback.accept(event);
		return null;
	}

}

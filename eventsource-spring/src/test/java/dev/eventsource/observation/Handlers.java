package dev.eventsource.observation;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;

import dev.eventsource.Acknowledgment;
import dev.eventsource.MessageEvent;
import dev.eventsource.Registration;
import dev.eventsource.delivery.EventHandler;
import dev.eventsource.delivery.EventHandlers;
import org.jspecify.annotations.Nullable;

/**
 * The handlers of a source that is none.
 */
final class Handlers implements EventHandlers {

	private final List<EventHandler> all = new ArrayList<>();

	/**
	 * Makes one that is done at once.
	 */
	static EventHandler handler(String id, String... types) {
		return new EventHandler() {

			@Override
			public String id() {
				return id;
			}

			@Override
			public Set<String> types() {
				return Set.of(types);
			}

			@Override
			public @Nullable CompletionStage<?> handle(MessageEvent event, Acknowledgment acknowledgment) {
				return null;
			}

		};
	}

	EventHandler added(EventHandler handler) {
		add(handler);
		return handler;
	}

	@Override
	public Registration add(EventHandler handler) {
		this.all.add(handler);
		return () -> this.all.remove(handler);
	}

	@Override
	public List<EventHandler> handlers() {
		return List.copyOf(this.all);
	}

}

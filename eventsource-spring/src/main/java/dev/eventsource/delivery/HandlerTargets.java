package dev.eventsource.delivery;

import java.util.Set;
import java.util.function.Consumer;

/** Stub until the listeners land. */
public interface HandlerTargets {

	Set<String> sources();

	EventHandlers handlers(String source);

	void onRegistered(Consumer<String> listener);

}

package dev.eventsource.observation;

import java.util.ArrayDeque;
import java.util.Deque;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/**
 * Puts the source and the id of the event into the lines that are logged within a
 * listener, as {@value #SOURCE} and {@value #ID} of the mapped diagnostic context. They
 * go where the scope of the observation goes: onto other threads, too, where contexts are
 * propagated.
 */
public final class ListenerLogContext implements ObservationHandler<SseListenerObservationContext> {

	/**
	 * Key of the source's name.
	 */
	public static final String SOURCE = "eventsource.source";

	/**
	 * Key of the event's id.
	 */
	public static final String ID = "eventsource.id";

	private static final int LONGEST = 128;

	private final ThreadLocal<Deque<Before>> before = ThreadLocal.withInitial(ArrayDeque::new);

	/**
	 * Creates a handler, to be given to a registry.
	 */
	public ListenerLogContext() {
	}

	@Override
	public void onScopeOpened(SseListenerObservationContext context) {
		this.before.get().push(new Before(MDC.get(SOURCE), MDC.get(ID)));
		put(SOURCE, context.source());
		put(ID, printable(context.event().lastEventId()));
	}

	@Override
	public void onScopeClosed(SseListenerObservationContext context) {
		Deque<Before> scopes = this.before.get();
		Before outer = scopes.poll();
		put(SOURCE, (outer != null) ? outer.source() : null);
		put(ID, (outer != null) ? outer.id() : null);
		if (scopes.isEmpty()) {
			this.before.remove();
		}
	}

	private static void put(String key, @Nullable String value) {
		if (value == null || value.isEmpty()) {
			MDC.remove(key);
		}
		else {
			MDC.put(key, value);
		}
	}

	// a server must not write lines of its own into a log
	private static String printable(String id) {
		String line = (id.length() > LONGEST) ? id.substring(0, LONGEST) : id;
		return line.replaceAll("[\\p{C}\\u2028\\u2029]", "?");
	}

	@Override
	public boolean supportsContext(Observation.Context context) {
		return context instanceof SseListenerObservationContext;
	}

	private record Before(@Nullable String source, @Nullable String id) {
	}

}

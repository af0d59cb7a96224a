package dev.eventsource.autoconfigure;

import java.util.List;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import dev.eventsource.DeadLetter;
import dev.eventsource.EventSourceException;
import dev.eventsource.EventSourceState;
import dev.eventsource.UnknownEventSourceException;
import dev.eventsource.autoconfigure.EventSourcesEndpoint.ActionDescriptor;
import dev.eventsource.autoconfigure.EventSourcesEndpoint.DeadLetterDescriptor;
import dev.eventsource.autoconfigure.EventSourcesEndpoint.DeadLettersDescriptor;
import dev.eventsource.autoconfigure.EventSourcesEndpoint.SourceDescriptor;
import dev.eventsource.client.LiveEventSourceRegistry;
import dev.eventsource.client.ManagedEventSource;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Does what operators ask for, and says what it did, to them and to the log. What is as
 * asked for already stays as it is.
 */
final class SourceDesk {

	private static final Log logger = LogFactory.getLog(EventSourcesEndpoint.class);

	private static final int MOST_DEAD_LETTERS = 1000;

	private static final int DEAD_LETTERS = 100;

	/** A listener takes as long as it likes; who asks does not. */
	private static final int PATIENCE_SECONDS = 10;

	private final LiveEventSourceRegistry registry;

	/** Dead letters that are being delivered again: asked twice, delivered once. */
	private final Set<String> underWay = ConcurrentHashMap.newKeySet();

	SourceDesk(LiveEventSourceRegistry registry) {
		this.registry = registry;
	}

	ManagedEventSource source(String name) {
		try {
			return this.registry.get(name);
		}
		catch (UnknownEventSourceException ex) {
			throw RefusedRequestException.unknown(String.valueOf(ex.getMessage()));
		}
	}

	DeadLettersDescriptor deadLetters(String name, @Nullable Integer limit) {
		int most = (limit != null) ? limit : DEAD_LETTERS;
		ManagedEventSource source = source(name);
		if (most < 1 || most > MOST_DEAD_LETTERS) {
			throw RefusedRequestException.bad("'limit' is " + most + ". Use 1 to " + MOST_DEAD_LETTERS + ".");
		}
		List<DeadLetter> letters = list(source, most + 1);
		return new DeadLettersDescriptor(letters.stream().limit(most).map(DeadLetterDescriptor::of).toList(),
				letters.size() > most);
	}

	private static List<DeadLetter> list(ManagedEventSource source, int most) {
		try {
			return source.deadLetters(most);
		}
		catch (RuntimeException ex) {
			logger.warn(source.name() + ": the store of its dead letters did not answer", ex);
			throw RefusedRequestException.unavailable("The store of dead letters did not answer. See the log.", ex);
		}
	}

	ActionDescriptor carryOut(SourceRequest request) {
		ManagedEventSource source = source(request.source());
		String name = (request.action() != null) ? request.action() : "";
		SourceAction action = SourceAction.named(name)
			.orElseThrow(() -> RefusedRequestException
				.bad((name.isEmpty() ? "There is no 'action'." : "There is no such action.") + " Use one of: "
						+ SourceAction.names() + "."));
		check(request, action, source);
		EventSourceState before = source.state();
		boolean changes = action.changes(before);
		if (changes) {
			perform(request, action, source);
		}
		String message = SourceReport.of(request, action, before, changes);
		logger.info(message + ", asked for by " + request.operator());
		return new ActionDescriptor(source.name(), action.toString(), changes, message,
				SourceDescriptor.of(SourceSnapshot.of(source)));
	}

	private static void check(SourceRequest request, SourceAction action, ManagedEventSource source) {
		if (action == SourceAction.RESET && request.lastEventId() == null) {
			throw RefusedRequestException.bad("A reset needs 'lastEventId': the id behind which to go on, or an empty"
					+ " one for wherever the server begins.");
		}
		if (request.lastEventId() != null && request.lastEventId().matches("(?s).*[\r\n\0].*")) {
			throw RefusedRequestException.bad("'lastEventId' holds a line break or a NUL. No id does.");
		}
		if (action == SourceAction.REDELIVER && request.deadLetterId() == null) {
			throw RefusedRequestException
				.bad("A redelivery needs 'deadLetterId', as " + source.name() + "/dead-letters lists them.");
		}
		if (action != SourceAction.STOP && Boolean.FALSE.equals(source.spec().enabled())) {
			throw RefusedRequestException.conflict("Event source '" + source.name() + "' is disabled by its settings.",
					null);
		}
	}

	private void perform(SourceRequest request, SourceAction action, ManagedEventSource source) {
		try {
			switch (action) {
				case START -> source.start();
				case STOP -> source.stop();
				case PAUSE -> source.pause();
				case RESUME -> source.resume();
				case RECONNECT -> source.reconnect();
				case RESET -> source.reset(String.valueOf(request.lastEventId()));
				case REDELIVER -> redeliver(String.valueOf(request.deadLetterId()), source);
			}
		}
		catch (EventSourceException | IllegalStateException ex) {
			throw refused(action, source, ex, String.valueOf(ex.getMessage()));
		}
		catch (RefusedRequestException ex) {
			throw ex;
		}
		catch (RuntimeException ex) {
			logger.warn(source.name() + ": could not " + action, ex);
			throw RefusedRequestException
				.unavailable("Could not " + action + " (" + ex.getClass().getName() + "). See the log.", ex);
		}
	}

	private static RefusedRequestException refused(SourceAction action, ManagedEventSource source, Throwable cause,
			String message) {
		logger.info(source.name() + ": could not " + action + ": " + message);
		return RefusedRequestException.conflict(message, cause);
	}

	private void redeliver(String id, ManagedEventSource source) {
		if (source.state().kind() == EventSourceState.Kind.PAUSED) {
			throw RefusedRequestException.conflict("Event source '" + source.name() + "' is paused. Resume it first.",
					null);
		}
		String key = source.name() + '/' + id;
		if (!this.underWay.add(key)) {
			throw RefusedRequestException.conflict("It is being delivered again already.", null);
		}
		CompletableFuture<Void> answer = source.redeliver(id).toCompletableFuture();
		answer.whenComplete((none, failure) -> this.underWay.remove(key));
		await(answer, id, source);
	}

	private static void await(CompletableFuture<Void> answer, String id, ManagedEventSource source) {
		try {
			answer.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
		}
		catch (TimeoutException ex) {
			throw RefusedRequestException.unavailable("The listener has not finished in " + PATIENCE_SECONDS
					+ " s. It goes on: look at the dead letters.", ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw RefusedRequestException.unavailable("Interrupted. The redelivery goes on.", ex);
		}
		catch (ExecutionException ex) {
			throw failed(id, source, (ex.getCause() != null) ? ex.getCause() : ex);
		}
	}

	private static RefusedRequestException failed(String id, ManagedEventSource source, Throwable cause) {
		if (cause instanceof NoSuchElementException) {
			return RefusedRequestException.unknown("Event source '" + source.name() + "' has no such dead letter.");
		}
		if (cause instanceof IllegalStateException && cause.getMessage() != null
				&& cause.getMessage().startsWith("Event source '")) {
			return refused(SourceAction.REDELIVER, source, cause, cause.getMessage());
		}
		// what a listener says may hold payload: it is for the log
		logger.warn(source.name() + ": dead letter " + id + " failed again, and stays", cause);
		return RefusedRequestException.conflict(
				"It failed again (" + cause.getClass().getName() + "), and stays a dead letter. See the log.", cause);
	}

}

package dev.eventsource.autoconfigure;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.eventsource.DeadLetter;
import dev.eventsource.EventSourceState;
import dev.eventsource.MessageEvent;
import dev.eventsource.client.LiveEventSourceRegistry;
import dev.eventsource.client.ManagedEventSource;
import dev.eventsource.client.PositionFacts;
import dev.eventsource.client.SourceFacts;
import dev.eventsource.client.SourceOwner;
import dev.eventsource.delivery.DeliveryCounts;
import dev.eventsource.delivery.EventHandler;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.Access;
import org.springframework.boot.actuate.endpoint.OperationResponseBody;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;

/**
 * Endpoint that tells where event sources stand, and starts, stops and moves them where
 * access is unrestricted. No header, query, credential or payload is in what it tells.
 */
@Endpoint(id = "eventsources", defaultAccess = Access.READ_ONLY)
public class EventSourcesEndpoint {

	private final LiveEventSourceRegistry registry;

	private final SourceDesk desk;

	EventSourcesEndpoint(LiveEventSourceRegistry registry) {
		this.registry = registry;
		this.desk = new SourceDesk(registry);
	}

	SourceDesk desk() {
		return this.desk;
	}

	/**
	 * Tells about all sources.
	 * @return the state of each source by its name
	 */
	@ReadOperation
	public SourcesDescriptor sources() {
		Map<String, SourceDescriptor> sources = new LinkedHashMap<>();
		this.registry.all()
			.forEach((source) -> sources.put(source.name(), SourceDescriptor.of(SourceSnapshot.of(source))));
		return new SourcesDescriptor(sources);
	}

	/**
	 * Tells about one source.
	 * @param name its name
	 * @return all there is to tell
	 */
	@ReadOperation
	public SourceDetailsDescriptor source(@Selector String name) {
		return SourceDetailsDescriptor.of(this.desk.source(name));
	}

	/**
	 * Does something to a source. What is as asked for already stays as it is.
	 * @param name its name
	 * @param action what to do: {@code start}, {@code stop}, {@code pause},
	 * {@code resume}, {@code reconnect}, {@code reset} or {@code redeliver}
	 * @param lastEventId for {@code reset}: the id behind which to go on, empty for
	 * wherever the server begins
	 * @param deadLetterId for {@code redeliver}: which dead letter
	 * @return what was done
	 */
	@WriteOperation
	public ActionDescriptor control(@Selector String name, @Nullable String action, @Nullable String lastEventId,
			@Nullable String deadLetterId) {
		return this.desk.carryOut(new SourceRequest(name, action, lastEventId, deadLetterId, "JMX"));
	}

	/**
	 * All sources.
	 *
	 * @param sources where each stands, by its name
	 */
	public record SourcesDescriptor(Map<String, SourceDescriptor> sources) implements OperationResponseBody {
	}

	/**
	 * Where a source stands.
	 *
	 * @param url its URL without query; empty if the source is disabled
	 * @param state the state
	 * @param readyState the state's number in the standard
	 * @param reason cause of the last change
	 * @param since when it came into this state
	 * @param lastEventId the last received id
	 * @param attempts attempts in a row that failed
	 * @param nextAttempt when the next attempt is due
	 * @param lastError what went wrong last
	 */
	public record SourceDescriptor(String url, EventSourceState.Kind state, int readyState, String reason,
			Instant since, String lastEventId, int attempts, @Nullable Instant nextAttempt,
			@Nullable String lastError) {

		static SourceDescriptor of(SourceSnapshot source) {
			EventSourceState state = source.state();
			return new SourceDescriptor(source.url(), state.kind(), state.readyState().code(), state.reason(),
					state.since(), source.lastEventId(), state.attempts(), state.nextAttempt(), state.lastError());
		}

	}

	/**
	 * All there is to tell about a source.
	 *
	 * @param name its name
	 * @param connection where it stands
	 * @param listeners who takes its events
	 * @param events what became of events since the application started
	 * @param position where it goes on after a restart
	 * @param lastEventAt when the last event came
	 * @param stuckThread thread of a listener call that does not end
	 */
	public record SourceDetailsDescriptor(String name, SourceDescriptor connection, List<ListenerDescriptor> listeners,
			CountsDescriptor events, PositionDescriptor position, @Nullable Instant lastEventAt,
			@Nullable String stuckThread) implements OperationResponseBody {

		static SourceDetailsDescriptor of(ManagedEventSource source) {
			SourceSnapshot snapshot = SourceSnapshot.of(source);
			SourceFacts facts = snapshot.facts();
			return new SourceDetailsDescriptor(snapshot.name(), SourceDescriptor.of(snapshot),
					snapshot.handlers().stream().map(ListenerDescriptor::of).toList(), CountsDescriptor.of(facts),
					PositionDescriptor.of(facts.position()), facts.lastEventAt(), facts.stuckThread());
		}

	}

	/**
	 * A listener.
	 *
	 * @param id its id
	 * @param types event types it takes; {@code *} for every type
	 * @param acknowledges whether it acknowledges events by itself
	 */
	public record ListenerDescriptor(String id, Set<String> types, boolean acknowledges) {

		static ListenerDescriptor of(EventHandler handler) {
			return new ListenerDescriptor(handler.id(), handler.types().isEmpty() ? Set.of("*") : handler.types(),
					handler.acknowledges());
		}

	}

	/**
	 * What became of events.
	 *
	 * @param received taken from the stream
	 * @param handled listeners are done with them
	 * @param skipped passed over by a rule
	 * @param deadLettered set aside
	 * @param duplicates passed over because they had been handled before
	 * @param discarded dropped by a stop, to come again
	 * @param waiting in the mailbox
	 * @param failedCalls calls of listeners that failed
	 */
	public record CountsDescriptor(long received, long handled, long skipped, long deadLettered, long duplicates,
			long discarded, int waiting, long failedCalls) {

		static CountsDescriptor of(SourceFacts facts) {
			DeliveryCounts counts = facts.counts();
			return new CountsDescriptor(counts.received(), counts.handled(), counts.skipped(), counts.deadLettered(),
					counts.duplicates(), counts.discarded(), facts.waiting(), counts.failedCalls());
		}

	}

	/**
	 * Where a source goes on after a restart.
	 *
	 * @param store name of the checkpoint store
	 * @param committedId the id up to which everything is handled and stored
	 * @param behindSince since when the store has been behind what is handled
	 * @param commitFailingSince since when the store does not take the position
	 * @param role whether this instance is the {@code owner} of the stream or a
	 * {@code standby}, where the store keeps owners
	 * @param owner who owns the stream
	 */
	public record PositionDescriptor(String store, String committedId, @Nullable Instant behindSince,
			@Nullable Instant commitFailingSince, @Nullable String role, @Nullable String owner) {

		static PositionDescriptor of(PositionFacts position) {
			SourceOwner owner = position.owner();
			return new PositionDescriptor(position.store(), position.committedId(), position.behindSince(),
					position.commitFailingSince(), (owner != null) ? owner.role() : null,
					(owner != null) ? owner.name() : null);
		}

	}

	/**
	 * What an action did.
	 *
	 * @param source name of the source
	 * @param action what was asked for
	 * @param changed whether there was anything to do
	 * @param message what was done, in a line
	 * @param connection where the source stands right after; it may be on its way still
	 */
	public record ActionDescriptor(String source, String action, boolean changed, String message,
			SourceDescriptor connection) implements OperationResponseBody {
	}

	/**
	 * Dead letters of a source.
	 *
	 * @param deadLetters the oldest first
	 * @param more whether there are more than were asked for
	 */
	public record DeadLettersDescriptor(List<DeadLetterDescriptor> deadLetters,
			boolean more) implements OperationResponseBody {
	}

	/**
	 * A dead letter without its payload, which only its store shows.
	 *
	 * @param id what to deliver again
	 * @param at when it was stored
	 * @param listener id of the listener that failed
	 * @param type the event's type
	 * @param lastEventId the event's id
	 * @param bytes how large its data is
	 * @param attempts how often the listener was called
	 * @param exception class of what it threw last; its text is in the log
	 */
	public record DeadLetterDescriptor(String id, Instant at, String listener, String type, String lastEventId,
			int bytes, int attempts, String exception) {

		static DeadLetterDescriptor of(DeadLetter letter) {
			MessageEvent event = letter.event();
			return new DeadLetterDescriptor(letter.id(), letter.at(), letter.listener(), event.type(),
					event.lastEventId(), event.dataBytes().length, letter.attempts(), letter.exception());
		}

	}

	/**
	 * Why a request was refused.
	 *
	 * @param error what is wrong with it, and what to do
	 */
	public record RefusalDescriptor(String error) implements OperationResponseBody {
	}

}

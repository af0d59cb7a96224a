package dev.eventsource.autoconfigure;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.eventsource.EventSourceState;
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

/**
 * Endpoint that tells where event sources stand. No header, query, credential or payload
 * is in what it tells.
 */
@Endpoint(id = "eventsources", defaultAccess = Access.READ_ONLY)
public class EventSourcesEndpoint {

	private final LiveEventSourceRegistry registry;

	EventSourcesEndpoint(LiveEventSourceRegistry registry) {
		this.registry = registry;
	}

	/**
	 * Tells about all sources.
	 * @return the state of each source by its name
	 */
	@ReadOperation
	public SourcesDescriptor sources() {
		Map<String, SourceDescriptor> sources = new LinkedHashMap<>();
		this.registry.all().forEach((source) -> sources.put(source.name(), describe(SourceSnapshot.of(source))));
		return new SourcesDescriptor(sources);
	}

	/**
	 * Tells about one source.
	 * @param name its name
	 * @return all there is to tell, or {@code null} if there is no such source
	 */
	@ReadOperation
	public @Nullable SourceDetailsDescriptor source(@Selector String name) {
		return this.registry.all()
			.stream()
			.filter((source) -> source.name().equals(name))
			.findFirst()
			.map(EventSourcesEndpoint::details)
			.orElse(null);
	}

	private static SourceDescriptor describe(SourceSnapshot source) {
		EventSourceState state = source.state();
		return new SourceDescriptor(source.url(), state.kind(), state.readyState().code(), state.reason(),
				state.since(), source.lastEventId(), state.attempts(), state.nextAttempt(), state.lastError());
	}

	private static SourceDetailsDescriptor details(ManagedEventSource source) {
		SourceSnapshot snapshot = SourceSnapshot.of(source);
		SourceFacts facts = snapshot.facts();
		return new SourceDetailsDescriptor(snapshot.name(), describe(snapshot),
				snapshot.handlers().stream().map(ListenerDescriptor::of).toList(), CountsDescriptor.of(facts),
				PositionDescriptor.of(facts.position()), facts.lastEventAt(), facts.stuckThread());
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

}

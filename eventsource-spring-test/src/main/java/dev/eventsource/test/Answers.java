package dev.eventsource.test;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

/**
 * What is scripted for the requests of one endpoint. Guarded by the journal.
 */
final class Answers {

	private final Journal journal;

	private final Deque<SseResponse> queue = new ArrayDeque<>();

	private @Nullable Function<RecordedRequest, SseResponse> otherwise;

	private @Nullable List<ServerEvent> remembered;

	Answers(Journal journal) {
		this.journal = journal;
	}

	void enqueue(Collection<SseResponse> responses) {
		synchronized (this.journal) {
			this.queue.addAll(responses);
		}
	}

	void otherwise(Function<RecordedRequest, SseResponse> answer) {
		synchronized (this.journal) {
			this.otherwise = answer;
			this.remembered = null;
		}
	}

	void remember(Collection<ServerEvent> events) {
		synchronized (this.journal) {
			this.remembered = new ArrayList<>(events);
		}
	}

	void clear() {
		synchronized (this.journal) {
			this.queue.clear();
			this.otherwise = null;
			this.remembered = null;
		}
	}

	/** Adds to what is replayed, if anything is. */
	void alsoRemember(ServerEvent event) {
		if (this.remembered != null && !event.id().isEmpty()) {
			this.remembered.add(event);
		}
	}

	/** Gives the exchange its answer, or returns {@code false} if nothing is scripted. */
	boolean choose(Exchange exchange) {
		Function<RecordedRequest, SseResponse> answer;
		synchronized (this.journal) {
			SseResponse next = this.queue.poll();
			if (next == null && this.remembered != null) {
				// under the lock, so that an event sent now is either replayed or sent
				exchange.answerWith(replay(this.remembered, exchange.request()));
				return true;
			}
			answer = (next != null) ? (request) -> next : this.otherwise;
		}
		if (answer == null) {
			return false;
		}
		exchange.answerWith(answer.apply(exchange.request()));
		return true;
	}

	private static SseResponse replay(List<ServerEvent> events, RecordedRequest request) {
		String lastEventId = request.lastEventId().orElse("");
		int from = 0;
		for (int i = 0; i < events.size(); i++) {
			from = (!lastEventId.isEmpty() && events.get(i).id().equals(lastEventId)) ? i + 1 : from;
		}
		SseStream stream = SseResponse.stream();
		for (ServerEvent event : events.subList(from, events.size())) {
			stream = stream.raw(event.toWire());
		}
		return stream;
	}

}

package dev.eventsource.test;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

/**
 * One path of a {@link SseTestServer}, or all of them: what is answered there, what is
 * sent to the streams open there, what was asked there. A request for which nothing is
 * scripted gets an open stream.
 */
public sealed class SseEndpoint permits SseTestServer {

	private final Journal journal;

	private final Answers answers;

	private final Predicate<Exchange> scope;

	/** Guarded by the journal. */
	private int taken;

	private volatile @Nullable ClientWitness witness;

	SseEndpoint(Journal journal, Predicate<Exchange> scope) {
		this.journal = journal;
		this.answers = new Answers(journal);
		this.scope = scope;
	}

	final Answers answers() {
		return this.answers;
	}

	/**
	 * Answers the next requests, one response each, in order.
	 * @param responses the responses, behind those still waiting
	 */
	public final void enqueue(SseResponse... responses) {
		this.answers.enqueue(List.of(responses));
	}

	/**
	 * Answers the requests for which nothing is enqueued.
	 * @param response the response to each of them
	 */
	public final void always(SseResponse response) {
		always((request) -> response);
	}

	/**
	 * Answers the requests for which nothing is enqueued.
	 * @param answer called for each of them, on the connection's thread
	 */
	public final void always(Function<RecordedRequest, SseResponse> answer) {
		this.answers.otherwise(answer);
	}

	/**
	 * Enqueues responses the last of which is repeated for ever.
	 * @param responses the responses, at least one
	 */
	public final void enqueueAndRepeat(SseResponse... responses) {
		enqueue(responses);
		always(responses[responses.length - 1]);
	}

	/**
	 * Answers the requests for which nothing is enqueued with the events after their
	 * {@code Last-Event-ID} (all for none or an unknown one) and stays open. An event
	 * sent later with an id is replayed, too: none is lost and none comes twice between
	 * two connections.
	 * @param events what is remembered, in order
	 */
	public final void replaying(List<ServerEvent> events) {
		this.answers.remember(events);
	}

	/**
	 * Sends an event of data alone to the open streams.
	 * @param data the event's data
	 * @return how many streams it went to
	 */
	public final int send(String data) {
		return send("", "", data);
	}

	/**
	 * Sends an event to the open streams.
	 * @param type the event's type, empty for none
	 * @param id the event's id, empty for none
	 * @param data the event's data; every line becomes one {@code data} field
	 * @return how many streams it went to, those included whose script is still under way
	 * and will leave them open
	 */
	public final int send(String type, String id, String data) {
		ServerEvent event = new ServerEvent(type, id, data);
		synchronized (this.journal) {
			remember(event);
			return sendRaw(event.toWire());
		}
	}

	/** Adds the event to what is replayed; called under the journal's lock. */
	void remember(ServerEvent event) {
		this.answers.alsoRemember(event);
		ClientWitness witness = this.witness;
		if (witness != null) {
			witness.sending(event.type(), event.id());
		}
	}

	/**
	 * Sends a comment to the open streams.
	 * @param text what follows the colon
	 * @return how many streams it went to
	 */
	public final int comment(String text) {
		return sendRaw(":" + text + "\n");
	}

	/**
	 * Sends a text to the open streams as it is.
	 * @param text the text, written in UTF-8
	 * @return how many streams it went to
	 */
	public final int sendRaw(String text) {
		return sendRaw(text.getBytes(StandardCharsets.UTF_8));
	}

	/**
	 * Sends bytes to the open streams as they are, one write each.
	 * @param bytes the bytes
	 * @return how many streams they went to
	 */
	public final int sendRaw(byte[] bytes) {
		byte[] copy = bytes.clone();
		List<Exchange> open = open(Exchange::takesLive);
		open.forEach((exchange) -> exchange.send(copy));
		return open.size();
	}

	/**
	 * Ends the open streams as they should end, behind what was sent to them; scripts
	 * that would not leave theirs open are cut off at once.
	 */
	public final void endAll() {
		open((exchange) -> true).forEach((exchange) -> exchange.end(Ending.END));
	}

	/**
	 * Drops the connections (FIN, no last chunk): open streams behind what was sent to
	 * them, others at once.
	 */
	public final void dropAll() {
		open((exchange) -> true).forEach((exchange) -> exchange.end(Ending.DROP));
	}

	/**
	 * Resets the connections (RST): open streams behind what was sent to them, others at
	 * once.
	 */
	public final void resetAll() {
		open((exchange) -> true).forEach((exchange) -> exchange.end(Ending.RESET));
	}

	/**
	 * Returns the requests up to now.
	 * @return the requests in the order of their arrival
	 */
	public final List<RecordedRequest> requests() {
		return this.journal.exchanges(this.scope).stream().map(Exchange::request).toList();
	}

	/**
	 * Waits for the first request not taken yet, and takes it.
	 * @return the request
	 * @throws AssertionError if there is none within the server's patience
	 */
	public final RecordedRequest takeRequest() {
		return takeRequest(this.journal.patience());
	}

	/**
	 * Waits for the first request not taken yet, and takes it.
	 * @param patience how long to wait
	 * @return the request
	 * @throws AssertionError if there is none within that time
	 */
	public final RecordedRequest takeRequest(Duration patience) {
		return this.journal.await("request " + (this.taken + 1), patience, () -> {
			Optional<RecordedRequest> next = requests().stream().skip(this.taken).findFirst();
			next.ifPresent((request) -> this.taken++);
			return next;
		});
	}

	/**
	 * Waits until so many requests have come since the last reset.
	 * @param count how many at least
	 * @return the requests up to now
	 * @throws AssertionError if there are less within the server's patience
	 */
	public final List<RecordedRequest> awaitRequests(int count) {
		return await("at least " + count + " requests", this::requests, (requests) -> requests.size() >= count);
	}

	/**
	 * Waits for an exchange whose head is written and which neither side has ended.
	 * @return that request
	 * @throws AssertionError if there is none within the server's patience
	 */
	public final RecordedRequest awaitConnected() {
		return awaitConnected(1).get(0);
	}

	/**
	 * Waits for exchanges whose head is written and which neither side has ended.
	 * @param count how many at least
	 * @return their requests
	 * @throws AssertionError if there are less within the server's patience
	 */
	public final List<RecordedRequest> awaitConnected(int count) {
		Supplier<List<Exchange>> connected = () -> open((exchange) -> exchange.state() == ExchangeState.ANSWERING);
		return await("at least " + count + " open answers", connected, (open) -> open.size() >= count).stream()
			.map(Exchange::request)
			.toList();
	}

	/**
	 * Listens to what the client says about itself, as long as this server lives.
	 * @param witness the client of this path, or of all
	 */
	public final void witnessedBy(ClientWitness witness) {
		this.witness = witness;
		this.journal.add(witness);
	}

	/**
	 * Waits until the client has handled an event. Sending it again begins anew.
	 * @param id the event's id
	 * @throws AssertionError if the event is not handled within the server's patience, or
	 * as soon as it is certain that it will not be
	 * @throws IllegalStateException if this server has no {@linkplain #witnessedBy
	 * witness}
	 */
	public final void awaitHandled(String id) {
		ClientWitness witness = this.witness;
		if (witness == null) {
			throw new IllegalStateException("Nobody tells this server what its client has handled: "
					+ "use @AutoConfigureSseServer, or witnessedBy(…)");
		}
		ClientWitness.Handling handling = await("event '" + id + "' to be handled", () -> witness.handling(id),
				(current) -> current != ClientWitness.Handling.PENDING);
		if (handling == ClientWitness.Handling.FAILED) {
			throw this.journal.failure("Event '" + id + "' was not handled.");
		}
	}

	/** Forgets what is scripted and what was taken. */
	final void forget() {
		this.answers.clear();
		synchronized (this.journal) {
			this.taken = 0;
		}
	}

	final <T> T await(String what, Supplier<T> fact, Predicate<T> enough) {
		return this.journal.await(what, this.journal.patience(), () -> Optional.of(fact.get()).filter(enough));
	}

	private List<Exchange> open(Predicate<Exchange> wanted) {
		return this.journal
			.exchanges((exchange) -> this.scope.test(exchange) && !exchange.state().over() && wanted.test(exchange));
	}

}

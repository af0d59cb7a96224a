package dev.eventsource.test.assertj;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

import dev.eventsource.EventSource;
import dev.eventsource.EventSourceState;
import dev.eventsource.EventSourceState.Kind;
import dev.eventsource.client.ManagedEventSource;
import org.assertj.core.api.AbstractAssert;

/**
 * Assertions about a source. A source changes on threads of its own, so each of them
 * waits, up to five seconds, for what it asserts.
 */
public final class EventSourceAssert extends AbstractAssert<EventSourceAssert, EventSource> {

	private static final long GLANCE_MILLIS = 5;

	private Duration patience = Duration.ofSeconds(5);

	EventSourceAssert(EventSource actual) {
		super(actual, EventSourceAssert.class);
	}

	/**
	 * Changes how long the next assertions wait.
	 * @param patience how long; zero to look once
	 * @return this
	 */
	public EventSourceAssert within(Duration patience) {
		this.patience = patience;
		return this;
	}

	/**
	 * Asserts that the stream is being read.
	 * @return this
	 */
	public EventSourceAssert isOpen() {
		return hasState(Kind.OPEN);
	}

	/**
	 * Asserts that the source has no connection and wants none: stopped, closed, never
	 * started or ended by the server.
	 * @return this
	 */
	public EventSourceAssert isClosed() {
		return hasState(Kind.CLOSED);
	}

	/**
	 * Asserts that the source is paused.
	 * @return this
	 */
	public EventSourceAssert isPaused() {
		return hasState(Kind.PAUSED);
	}

	/**
	 * Asserts that the source has given up.
	 * @return this
	 */
	public EventSourceAssert isFailed() {
		return hasState(Kind.FAILED);
	}

	/**
	 * Asserts in which state the source is.
	 * @param kind the state
	 * @return this
	 */
	public EventSourceAssert hasState(Kind kind) {
		return becomes(() -> this.actual.state().kind() == kind, "to be " + kind);
	}

	/**
	 * Asserts why the source is in its state.
	 * @param reason the reason, such as {@code no-listener}
	 * @return this
	 */
	public EventSourceAssert hasReason(String reason) {
		return becomes(() -> this.actual.state().reason().equals(reason), "to have the reason '" + reason + "'");
	}

	/**
	 * Asserts which id was received last.
	 * @param lastEventId the id, empty for none
	 * @return this
	 */
	public EventSourceAssert hasLastEventId(String lastEventId) {
		return becomes(() -> this.actual.lastEventId().equals(lastEventId),
				"to have the last event id '" + lastEventId + "'");
	}

	/**
	 * Asserts up to which id everything is handled and stored: where the source goes on
	 * after a start.
	 * @param lastEventId the id, empty for none
	 * @return this
	 */
	public EventSourceAssert hasCommittedId(String lastEventId) {
		ManagedEventSource source = managed();
		Supplier<String> committed = () -> source.facts().position().committedId();
		return becomes(() -> committed.get().equals(lastEventId),
				"to have committed the id '" + lastEventId + "' (is '" + committed.get() + "')");
	}

	/**
	 * Goes on with the source's dead letters. Does not wait: they are kept before the
	 * source goes on to the next event.
	 * @return assertions about what is kept in memory
	 */
	public DeadLettersAssert deadLetters() {
		return new DeadLettersAssert(managed().deadLetters()).as("dead letters of '%s'", this.actual.name());
	}

	private ManagedEventSource managed() {
		isInstanceOf(ManagedEventSource.class);
		return (ManagedEventSource) this.actual;
	}

	private EventSourceAssert becomes(BooleanSupplier fact, String expectation) {
		isNotNull();
		long began = System.nanoTime();
		while (!fact.getAsBoolean()) {
			if (System.nanoTime() - began >= this.patience.toNanos() || !pause()) {
				EventSourceState state = this.actual.state();
				failWithMessage(
						"Expected event source '%s' %s within %d ms, but it is %s (%s) with last event id '%s'%s",
						this.actual.name(), expectation, this.patience.toMillis(), state.kind(), state.reason(),
						this.actual.lastEventId(),
						(state.lastError() != null) ? "; last error: " + state.lastError() : "");
			}
		}
		return this;
	}

	private static boolean pause() {
		try {
			new CountDownLatch(1).await(GLANCE_MILLIS, TimeUnit.MILLISECONDS);
			return true;
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return false;
		}
	}

}

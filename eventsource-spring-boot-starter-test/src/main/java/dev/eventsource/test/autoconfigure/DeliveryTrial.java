package dev.eventsource.test.autoconfigure;

import java.time.Duration;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import dev.eventsource.EventSourceDeadLetterEvent;
import dev.eventsource.EventSourceSkippedEvent;
import dev.eventsource.EventSourceSpec;
import dev.eventsource.FailedEvent;
import dev.eventsource.MessageEvent;
import dev.eventsource.checkpoint.CheckpointStore;
import dev.eventsource.client.ManagedEventSource;
import dev.eventsource.delivery.Delivery;
import dev.eventsource.delivery.DeliveryObserver;
import dev.eventsource.delivery.DeliverySeams;
import dev.eventsource.delivery.DeliverySettings;
import dev.eventsource.delivery.EventHandler;
import dev.eventsource.test.autoconfigure.DeliveryResult.Outcome;

/**
 * The delivery of one event, by a {@link Delivery} of its own that has the source's
 * handlers and settings.
 */
final class DeliveryTrial implements DeliveryObserver {

	/** Calls after which a failure that is retried without end is believed to be one. */
	private static final int MOST_CALLS = 100;

	private final TrialRecord record = new TrialRecord();

	/** Published on the test's thread, where they can be recorded. */
	private final Queue<Object> applicationEvents = new ConcurrentLinkedQueue<>();

	private final CountDownLatch done = new CountDownLatch(1);

	private final MessageEvent event;

	private final ManagedEventSource source;

	private final TrialSurroundings surroundings;

	private final Delivery delivery;

	private final int mostCalls;

	DeliveryTrial(MessageEvent event, ManagedEventSource source, TrialSurroundings surroundings, TrialThreads threads) {
		this.event = event;
		this.source = source;
		this.surroundings = surroundings;
		EventSourceSpec spec = source.spec();
		DeliverySettings settings = DeliverySettings.from(source.name(), source.name(), spec).oneByOne();
		this.mostCalls = Math.max(MOST_CALLS, settings.retry().maxRetries() + 2);
		DeliverySeams seams = new DeliverySeams(threads, threads, CheckpointStore.inMemory(),
				surroundings.deadLetterPublisher());
		this.delivery = new Delivery(settings, seams, this, () -> {
		});
	}

	DeliveryResult run(Duration patience) {
		for (EventHandler handler : this.source.handlers()) {
			this.delivery.add(new RecordedHandler(handler, this.record));
		}
		if (this.delivery.handlers().isEmpty()) {
			return this.record.result(this.event, Outcome.NO_LISTENER);
		}
		try {
			this.delivery.start();
			byte[] data = this.event.dataBytes();
			this.delivery.begin(this.event.origin());
			this.delivery.event(this.event.type(), this.event.lastEventId(), data, 0, data.length);
			this.delivery.signal(this.done::countDown);
			await(patience);
			boolean acknowledged = Eventually.become(() -> this.delivery.unacknowledged() == 0, patience);
			this.applicationEvents.forEach(this.surroundings.applicationEvents());
			return this.record.result(this.event, acknowledged ? Outcome.HANDLED : Outcome.UNACKNOWLEDGED);
		}
		finally {
			this.delivery.close();
		}
	}

	private void await(Duration patience) {
		try {
			if (this.done.await(patience.toMillis(), TimeUnit.MILLISECONDS)) {
				return;
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		AssertionError failure = new AssertionError("Waited " + patience.toMillis() + " ms in vain for "
				+ this.record.running() + " to be done with " + this.event + this.record.places());
		this.delivery.interrupt();
		throw failure;
	}

	@Override
	public void called(EventHandler handler, MessageEvent event, String outcome, long nanos) {
		this.record.called(handler, outcome);
	}

	@Override
	public void retrying(EventHandler handler, MessageEvent event, Throwable cause, int attempt) {
		if (attempt >= this.mostCalls) {
			end(Outcome.RETRIED_WITHOUT_END);
		}
	}

	@Override
	public void deadLettered(FailedEvent deadLetter) {
		this.record.deadLetter(deadLetter);
		this.applicationEvents.add(new EventSourceDeadLetterEvent(deadLetter));
	}

	@Override
	public void deadLetterRefused(FailedEvent deadLetter, Throwable cause) {
		this.record.thrown(cause);
		end(Outcome.DEAD_LETTER_REFUSED);
	}

	@Override
	public void skipped(String reason, String lastEventId) {
		this.record.outcome(Outcome.SKIPPED);
		this.applicationEvents.add(new EventSourceSkippedEvent(this.source.name(), reason, lastEventId));
	}

	@Override
	public void unhandled(String type) {
		this.record.outcome(Outcome.NO_LISTENER);
	}

	@Override
	public void stopRequired(FailedEvent failed) {
		this.record.thrown(Objects.requireNonNull(failed.cause()));
		end(Outcome.STOPPED);
	}

	private void end(Outcome outcome) {
		this.record.outcome(outcome);
		this.done.countDown();
		this.delivery.close();
	}

}

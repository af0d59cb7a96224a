package dev.eventsource.client;

import java.time.Duration;

import dev.eventsource.EventSourceClosedEvent;
import dev.eventsource.EventSourceErrorEvent;
import dev.eventsource.EventSourceGapEvent;
import dev.eventsource.EventSourceOpenedEvent;
import dev.eventsource.FailedEvent;
import dev.eventsource.MessageEvent;
import dev.eventsource.Timer;
import dev.eventsource.observation.SourceObservation;
import dev.eventsource.delivery.EventHandler;
import dev.eventsource.delivery.FailureTrace;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * Writes what happens to a source as lines that a person can act on: one when it opens,
 * one when it is lost and then one in ten, one when it is given up, one for each
 * certificate that is wrong. Rotations are no news.
 */
final class SourceLog implements SourceObservation {

	private static final Log logger = LogFactory.getLog("dev.eventsource.EventSource");

	private static final int EVERY = 10;

	private static final Duration SKIP_PAUSE = Duration.ofMinutes(1);

	private static final String DUPLICATE = "duplicate";

	private final String source;

	private final Timer timer;

	private boolean openedBefore;

	private boolean lostBefore;

	private String toldOfTls = "";

	private long lastSkipNanos;

	private long skips;

	SourceLog(String source, Timer timer) {
		this.source = source;
		this.timer = timer;
	}

	@Override
	public void opened(EventSourceOpenedEvent event) {
		String from = event.lastEventId().isEmpty() ? "" : " from id " + LogText.quote(event.lastEventId());
		if (!this.openedBefore) {
			logger.info(this.source + " open" + from);
		}
		else if (this.lostBefore) {
			logger.info(this.source + " resumed after " + LogText.seconds(event.outage()) + from);
		}
		this.openedBefore = true;
		this.lostBefore = false;
		this.toldOfTls = "";
	}

	@Override
	public void lost(EventSourceErrorEvent event, boolean rotation) {
		if (!event.willReconnect()) {
			logGivenUp(event);
			return;
		}
		String line = this.source + (rotation ? " rotated (" : " lost (") + event.reason() + "), again in "
				+ LogText.seconds(delay(event));
		if (rotation) {
			logger.debug(line);
			return;
		}
		this.lostBefore = true;
		if (event.reason().equals("store-unavailable") && event.attempt() == 1) {
			// told with its cause where it happened
			return;
		}
		if (isNewsOfTls(event)) {
			logger.error(line + ": " + event.message());
		}
		else if (event.attempt() <= 1 || event.attempt() % EVERY == 0) {
			logger.warn(line + ((event.attempt() > 1) ? ", attempt " + event.attempt() : "") + ": " + event.message());
		}
		else {
			logger.debug(line + ", attempt " + event.attempt());
		}
	}

	// certificates are mended by people, who should hear of each that is wrong
	private boolean isNewsOfTls(EventSourceErrorEvent event) {
		boolean news = event.reason().equals("tls") && !event.message().equals(this.toldOfTls);
		this.toldOfTls = news ? event.message() : this.toldOfTls;
		return news;
	}

	private void logGivenUp(EventSourceErrorEvent event) {
		// its end is the server's good right, and closed() tells it
		if (!event.reason().equals("server-ended")) {
			logger.error(this.source + " failed for good (" + event.reason() + "): " + event.message());
		}
	}

	private Duration delay(EventSourceErrorEvent event) {
		Duration delay = Duration.between(this.timer.instant(), event.nextAttempt());
		return delay.isNegative() ? Duration.ZERO : delay;
	}

	@Override
	public void attempted(String outcome) {
		if (logger.isDebugEnabled()) {
			logger.debug(this.source + " attempt over (" + outcome + ")");
		}
	}

	@Override
	public void released(Duration age) {
		if (logger.isDebugEnabled()) {
			logger.debug(this.source + " let its connection go, which lived for " + LogText.seconds(age));
		}
	}

	@Override
	public void closed(EventSourceClosedEvent event) {
		if (!event.failed()) {
			logger.info(this.source + " closed (" + event.reason() + ")");
		}
	}

	@Override
	public void gap(EventSourceGapEvent event) {
		logger.warn(this.source + " may have missed events (" + event.reason() + "): the position "
				+ LogText.quote(event.lastEventId()) + " could not be used to go on");
	}

	/** Several handlers may tell of it at a time. */
	@Override
	public synchronized void skipped(String reason, String lastEventId) {
		if (reason.equals(DUPLICATE)) {
			// as it should be
			return;
		}
		this.skips++;
		long now = this.timer.nanoTime();
		if (this.skips > 1 && now - this.lastSkipNanos < SKIP_PAUSE.toNanos()) {
			return;
		}
		this.lastSkipNanos = now;
		logger.warn(this.source + " skipped an event (" + reason + "), " + this.skips + " so far");
	}

	@Override
	public void retrying(EventHandler handler, MessageEvent event, Throwable cause, int attempt) {
		String line = this.source + ": " + handler.id() + " failed (" + FailureTrace.line(cause) + "), called again";
		if (attempt == 1 || attempt % EVERY == 0) {
			logger.warn(line + ((attempt > 1) ? ", attempt " + attempt : ""));
		}
		else {
			logger.debug(line + ", attempt " + attempt);
		}
	}

	@Override
	public void unhandled(String type) {
		logger.warn(
				this.source + ": no listener takes events of type " + LogText.quote(type) + "; they count as handled");
	}

	@Override
	public void stopRequired(FailedEvent failed) {
		logger.error(this.source + ": " + failed.listener() + " failed for the last time after " + failed.attempts()
				+ " calls, and delivery.on-failure is 'stop'", FailureTrace.of(failed.cause()));
	}

}

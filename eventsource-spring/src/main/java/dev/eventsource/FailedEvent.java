package dev.eventsource;

/**
 * An event that a listener could not handle.
 *
 * @param event the event
 * @param listener id of the listener that failed
 * @param attempts how often the listener was called
 * @param cause what it threw last
 */
public record FailedEvent(MessageEvent event, String listener, int attempts, Throwable cause) {

	@Override
	public String toString() {
		return "FailedEvent[event=" + this.event + ", listener=" + this.listener + ", attempts=" + this.attempts
				+ ", cause=" + this.cause.getClass().getName() + "]";
	}

}

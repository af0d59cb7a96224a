package dev.eventsource.samples.docs;

import dev.eventsource.EventSourceErrorEvent;
import dev.eventsource.EventSourceGapEvent;
import dev.eventsource.EventSourceOpenedEvent;
import dev.eventsource.EventSourceRegistry;

import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Watching and steering a source.
 */
final class StreamWatch {

	private StreamWatch() {
	}

	@Component
	static class Watch {

		@EventListener
		void onOpened(EventSourceOpenedEvent event) {
			System.out.println(event.source() + " is open again after " + event.outage());
		}

		@EventListener
		void onError(EventSourceErrorEvent event) {
			System.out.println(event.source() + ": " + event.reason() + ", next attempt " + event.nextAttempt());
		}

		@EventListener
		void onGap(EventSourceGapEvent event) {
			System.out.println(event.source() + " may have missed events: read the whole state again");
		}

	}

	@Component
	static class Maintenance {

		private final EventSourceRegistry sources;

		Maintenance(EventSourceRegistry sources) {
			this.sources = sources;
		}

		void begin() {
			this.sources.get("prices").pause();
		}

		void end() {
			this.sources.get("prices").resume();
		}

	}

}

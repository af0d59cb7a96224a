package dev.eventsource.benchmarks.client;

import java.net.URI;

import com.launchdarkly.eventsource.EventSource;
import com.launchdarkly.eventsource.MessageEvent;
import com.launchdarkly.eventsource.background.BackgroundEventHandler;
import com.launchdarkly.eventsource.background.BackgroundEventSource;

/**
 * okhttp-eventsource with its own threads.
 */
final class OkHttpBackground implements Contender {

	@Override
	public void open(URI url, String type, EventCounter counter) {
		new BackgroundEventSource.Builder(new Handler(counter), new EventSource.Builder(url)).build().start();
	}

	private record Handler(EventCounter counter) implements BackgroundEventHandler {

		@Override
		public void onOpen() {
		}

		@Override
		public void onClosed() {
		}

		@Override
		public void onMessage(String type, MessageEvent event) {
			this.counter.event(event.getData());
		}

		@Override
		public void onComment(String comment) {
		}

		@Override
		public void onError(Throwable ex) {
		}

	}

}

package dev.eventsource.benchmarks.client;

import java.net.URI;
import java.util.function.BiConsumer;

import com.launchdarkly.eventsource.EventSource;
import com.launchdarkly.eventsource.MessageEvent;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.json.JsonMapper;

/**
 * okhttp-eventsource, read on a thread of one's own: the cheaper of its two ways.
 */
final class OkHttpEventSource implements Contender {

	private final BiConsumer<EventCounter, String> delivery;

	private OkHttpEventSource(BiConsumer<EventCounter, String> delivery) {
		this.delivery = delivery;
	}

	static OkHttpEventSource texts() {
		return new OkHttpEventSource(EventCounter::event);
	}

	static OkHttpEventSource records() {
		ObjectReader reader = JsonMapper.shared().readerFor(Change.class);
		return new OkHttpEventSource((counter, data) -> counter.event(reader.<Change>readValue(data)));
	}

	@Override
	public void open(URI url, String type, EventCounter counter) {
		EventSource source = new EventSource.Builder(url).build();
		Thread reader = new Thread(() -> {
			for (MessageEvent event : source.messages()) {
				this.delivery.accept(counter, event.getData());
			}
		});
		reader.setDaemon(true);
		reader.start();
	}

}

package dev.eventsource.benchmarks.client;

import java.net.URI;
import java.time.Duration;
import java.util.function.BiConsumer;

import okhttp3.Dispatcher;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.sse.EventSource;
import okhttp3.sse.EventSourceListener;
import okhttp3.sse.EventSources;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.json.JsonMapper;

/**
 * OkHttp with its event source listener.
 */
final class OkHttpSse implements Contender {

	private final OkHttpClient client;

	private final BiConsumer<EventCounter, String> delivery;

	private OkHttpSse(BiConsumer<EventCounter, String> delivery) {
		this.delivery = delivery;
		Dispatcher dispatcher = new Dispatcher();
		dispatcher.setMaxRequests(Integer.MAX_VALUE);
		dispatcher.setMaxRequestsPerHost(Integer.MAX_VALUE);
		this.client = new OkHttpClient.Builder().dispatcher(dispatcher).readTimeout(Duration.ZERO).build();
	}

	static OkHttpSse texts() {
		return new OkHttpSse(EventCounter::event);
	}

	static OkHttpSse records() {
		ObjectReader reader = JsonMapper.shared().readerFor(Change.class);
		return new OkHttpSse((counter, data) -> counter.event(reader.<Change>readValue(data)));
	}

	@Override
	public void open(URI url, String type, EventCounter counter) {
		Request request = new Request.Builder().url(url.toString()).build();
		EventSources.createFactory(this.client).newEventSource(request, new EventSourceListener() {

			@Override
			public void onEvent(EventSource source, @Nullable String id, @Nullable String type, String data) {
				OkHttpSse.this.delivery.accept(counter, data);
			}

		});
	}

}

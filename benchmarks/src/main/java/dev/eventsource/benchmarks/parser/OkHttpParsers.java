package dev.eventsource.benchmarks.parser;

import java.net.URI;

import com.launchdarkly.eventsource.ConnectStrategy;
import com.launchdarkly.eventsource.EventSource;
import com.launchdarkly.eventsource.StreamException;
import com.launchdarkly.logging.LDLogger;
import dev.eventsource.benchmarks.corpus.Corpus;
import okhttp3.sse.internal.ServerSentEventReader;
import okio.Okio;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.infra.Blackhole;

/**
 * The parsers of the two clients over OkHttp.
 */
final class OkHttpParsers {

	private OkHttpParsers() {
	}

	static BlockReader sse(Corpus corpus) {
		Taken taken = new Taken();
		ServerSentEventReader reader = new ServerSentEventReader(
				Okio.buffer(Okio.source(new RepeatedStream(corpus.bytes()))), taken);
		return (sink) -> {
			taken.sink = sink;
			long until = taken.events + corpus.events();
			while (taken.events < until) {
				reader.processNextEvent();
			}
		};
	}

	static BlockReader eventSource(Corpus corpus) {
		EventSource source = new EventSource.Builder(new Local(corpus)).build();
		return (sink) -> {
			for (int event = 0; event < corpus.events(); event++) {
				sink.consume(source.readMessage().getData());
			}
		};
	}

	private static final class Taken implements ServerSentEventReader.Callback {

		private long events;

		private @Nullable Blackhole sink;

		@Override
		public void onEvent(@Nullable String id, @Nullable String type, String data) {
			this.events++;
			if (this.sink != null) {
				this.sink.consume(data);
			}
		}

		@Override
		public void onRetryChange(long millis) {
		}

	}

	/**
	 * Connects to a corpus instead of a server.
	 */
	private static final class Local extends ConnectStrategy {

		private final Corpus corpus;

		private Local(Corpus corpus) {
			this.corpus = corpus;
		}

		@Override
		public Client createClient(LDLogger logger) {
			return new LocalClient(this.corpus);
		}

	}

	private static final class LocalClient extends ConnectStrategy.Client {

		private static final URI ORIGIN = URI.create("http://localhost");

		private final Corpus corpus;

		private LocalClient(Corpus corpus) {
			this.corpus = corpus;
		}

		@Override
		public Result connect(@Nullable String lastEventId) throws StreamException {
			return new Result(new RepeatedStream(this.corpus.bytes()), ORIGIN, () -> {
			});
		}

		@Override
		public boolean awaitClosed(long millis) {
			return true;
		}

		@Override
		public URI getOrigin() {
			return ORIGIN;
		}

		@Override
		public void close() {
		}

	}

}

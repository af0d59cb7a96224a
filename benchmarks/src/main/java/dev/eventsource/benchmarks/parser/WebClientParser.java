package dev.eventsource.benchmarks.parser;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import dev.eventsource.benchmarks.corpus.Corpus;
import org.openjdk.jmh.infra.Blackhole;
import org.springframework.core.ResolvableType;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ReactiveHttpInputMessage;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.http.codec.ServerSentEventHttpMessageReader;
import reactor.core.publisher.Flux;

/**
 * WebClient's reader of events, given buffers instead of a connection.
 */
final class WebClientParser implements BlockReader {

	private static final int READ_SIZE = 16 * 1024;

	private static final ResolvableType TYPE = ResolvableType.forClassWithGenerics(ServerSentEvent.class, String.class);

	private final ServerSentEventHttpMessageReader reader = new ServerSentEventHttpMessageReader();

	private final byte[] bytes;

	WebClientParser(Corpus corpus) {
		this.bytes = corpus.bytes();
	}

	@Override
	public void read(Blackhole sink) {
		this.reader.read(TYPE, new Body(buffers()), Map.of())
			.cast(ServerSentEvent.class)
			.subscribe((event) -> sink.consume(event.data()));
	}

	private List<DataBuffer> buffers() {
		List<DataBuffer> buffers = new ArrayList<>();
		DataBuffer all = DefaultDataBufferFactory.sharedInstance.wrap(this.bytes);
		while (all.readableByteCount() > 0) {
			buffers.add(all.split(Math.min(READ_SIZE, all.readableByteCount())));
		}
		return buffers;
	}

	private record Body(List<DataBuffer> buffers) implements ReactiveHttpInputMessage {

		@Override
		public Flux<DataBuffer> getBody() {
			return Flux.fromIterable(this.buffers);
		}

		@Override
		public HttpHeaders getHeaders() {
			return new HttpHeaders();
		}

	}

}

package dev.eventsource.benchmarks.parser;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import dev.eventsource.benchmarks.corpus.Corpus;
import io.netty.buffer.Unpooled;
import io.netty.buffer.UnpooledByteBufAllocator;
import org.openjdk.jmh.infra.Blackhole;
import org.springframework.core.ResolvableType;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.NettyDataBufferFactory;
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

	private static final NettyDataBufferFactory BUFFERS = new NettyDataBufferFactory(UnpooledByteBufAllocator.DEFAULT);

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
		for (int from = 0; from < this.bytes.length; from += READ_SIZE) {
			int length = Math.min(READ_SIZE, this.bytes.length - from);
			buffers.add(BUFFERS.wrap(Unpooled.wrappedBuffer(this.bytes, from, length)));
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

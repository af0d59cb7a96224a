package dev.eventsource.benchmarks.parser;

import java.util.Arrays;

import dev.eventsource.MessageEvent;
import dev.eventsource.benchmarks.corpus.Corpus;
import dev.eventsource.parser.EventSink;
import dev.eventsource.parser.EventStreamParser;
import dev.eventsource.parser.ParserLimits;
import dev.eventsource.parser.SkipReason;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.infra.Blackhole;

/**
 * Our parser, fed as a connection does.
 */
final class OurParser implements BlockReader, EventSink {

	private static final int READ_SIZE = 16 * 1024;

	private final Corpus corpus;

	private final boolean decoding;

	private final EventStreamParser parser;

	private @Nullable Blackhole sink;

	private OurParser(Corpus corpus, boolean decoding) {
		this.corpus = corpus;
		this.decoding = decoding;
		this.parser = new EventStreamParser("", ParserLimits.DEFAULT, this);
	}

	static OurParser decoding(Corpus corpus) {
		return new OurParser(corpus, true);
	}

	static OurParser notDecoding(Corpus corpus) {
		return new OurParser(corpus, false);
	}

	@Override
	public void read(Blackhole sink) {
		this.sink = sink;
		byte[] bytes = this.corpus.bytes();
		for (int from = 0; from < bytes.length; from += READ_SIZE) {
			this.parser.feed(bytes, from, Math.min(READ_SIZE, bytes.length - from));
		}
	}

	@Override
	public void event(String type, String lastEventId, byte[] bytes, int offset, int length) {
		Blackhole taker = this.sink;
		if (taker != null) {
			byte[] data = Arrays.copyOfRange(bytes, offset, offset + length);
			MessageEvent event = MessageEvent.of("bench", "http://localhost", type, data, lastEventId);
			taker.consume(this.decoding ? event.data() : event);
		}
	}

	@Override
	public void position(String lastEventId) {
	}

	@Override
	public void retry(long millis) {
	}

	@Override
	public void skipped(SkipReason reason, String lastEventId) {
		throw new IllegalStateException("Skipped: " + reason);
	}

}

package dev.eventsource.connection;

import java.nio.ByteBuffer;

/**
 * Makes turns of what a transport tells about one exchange.
 */
final class ExchangeSignals implements ExchangeListener {

	private final Line line;

	private final ConnectionEffects effects;

	private final Inbox inbox;

	ExchangeSignals(Line line, ConnectionEffects effects, Inbox inbox) {
		this.line = line;
		this.effects = effects;
		this.inbox = inbox;
	}

	@Override
	public void onConnected() {
		this.inbox.turns().run(() -> this.effects.onConnected(this.line));
	}

	@Override
	public void onHead(ResponseHead head) {
		this.line.resumedFrom(head.resumedFrom());
		this.inbox.turns().run(() -> this.effects.onHead(this.line, head));
		if (AnswerPolicy.isGzip(head.header("Content-Encoding"))) {
			this.line.packed();
		}
		boolean resumed = !this.line.sentId().isEmpty();
		this.inbox.send(Signal.Head.of(this.line.epoch(), head, resumed));
	}

	@Override
	public void onBody(ByteBuffer buffer) {
		SerialTurns turns = this.inbox.turns();
		if (turns.tryEnter()) {
			try {
				this.effects.onBody(this.line, buffer);
			}
			finally {
				turns.leave();
			}
			return;
		}
		// someone else has the turn, and the buffer is ours only until we return
		ByteBuffer copy = ByteBuffer.allocate(buffer.remaining()).put(buffer).flip();
		turns.run(() -> this.effects.onBody(this.line, copy));
	}

	@Override
	public void onEnd() {
		this.inbox.send(() -> this.effects.lost(this.line, Failure.end()));
	}

	@Override
	public void onError(Throwable failure) {
		this.inbox.send(() -> this.effects.lost(this.line, failure));
	}

}

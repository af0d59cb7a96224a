package dev.eventsource.test;

import java.io.IOException;
import java.util.Optional;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

/**
 * One accepted connection, run by the thread that reads it: the request first, then
 * nothing but the peer's leaving.
 */
final class Connection {

	private final Wire wire;

	private final Journal journal;

	private final ServerThreads threads;

	private volatile @Nullable Exchange exchange;

	Connection(Wire wire, Journal journal, ServerThreads threads) {
		this.wire = wire;
		this.journal = journal;
		this.threads = threads;
	}

	void run(Consumer<Exchange> chooseAnswer) {
		Thread script = null;
		try {
			Optional<RequestMessage> message = new RequestReader(this.wire.in()).read();
			if (message.isPresent()) {
				Exchange received = receive(message.get(), chooseAnswer);
				script = this.threads.start("script", received::play);
				this.wire.drain();
			}
		}
		catch (IOException ex) {
			reportUnlessAnswering(ex);
		}
		catch (RuntimeException | AssertionError ex) {
			this.journal.failed(this.wire.remotePort(), ex);
			this.wire.kill();
		}
		finally {
			this.wire.close();
			end(script);
		}
	}

	private Exchange receive(RequestMessage message, Consumer<Exchange> chooseAnswer) {
		Exchange received = new Exchange(message, this.wire, this.journal);
		this.exchange = received;
		this.journal.received(received);
		chooseAnswer.accept(received);
		return received;
	}

	private void reportUnlessAnswering(IOException ex) {
		if (!this.wire.ended() && this.exchange == null) {
			this.journal.failed(this.wire.remotePort(), ex);
		}
	}

	private void end(@Nullable Thread script) {
		if (script != null) {
			// one that has written all it had to has ended before the peer went
			script.interrupt();
			this.threads.join(script);
		}
		Exchange current = this.exchange;
		if (current != null) {
			this.journal.move(current, this.wire.ended() ? ExchangeState.ENDED : ExchangeState.PEER_GONE);
		}
		this.journal.closed(this);
	}

	/** Ends the connection at once, whatever it is doing. */
	void kill() {
		this.wire.kill();
	}

	/** Whether no request has come yet. */
	boolean isSilent() {
		return this.exchange == null;
	}

	@Override
	public String toString() {
		return "connection from port " + this.wire.remotePort() + (isSilent() ? " without a request" : "");
	}

}

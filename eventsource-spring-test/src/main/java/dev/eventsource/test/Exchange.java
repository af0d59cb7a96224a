package dev.eventsource.test;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

import org.jspecify.annotations.Nullable;

/**
 * A request and its answer. The answer is written by one thread; what a test sends
 * meanwhile is queued for it.
 */
final class Exchange {

	private final RequestMessage message;

	private final Wire wire;

	private final Journal journal;

	private final RecordedRequest request;

	private final BlockingQueue<LiveAction> live = new LinkedBlockingQueue<>();

	/** Guarded by the journal. */
	private ExchangeState state = ExchangeState.RECEIVED;

	/** Guarded by the journal. */
	private @Nullable Script script;

	Exchange(RequestMessage message, Wire wire, Journal journal) {
		this.message = message;
		this.wire = wire;
		this.journal = journal;
		this.request = new RecordedRequest(this);
	}

	RequestMessage message() {
		return this.message;
	}

	Wire wire() {
		return this.wire;
	}

	Journal journal() {
		return this.journal;
	}

	RecordedRequest request() {
		return this.request;
	}

	ExchangeState state() {
		synchronized (this.journal) {
			return this.state;
		}
	}

	void answerWith(SseResponse response) {
		synchronized (this.journal) {
			this.script = response.script();
		}
	}

	String answer() {
		synchronized (this.journal) {
			return (this.script != null) ? this.script.toString() : "nothing yet";
		}
	}

	/** Whether what a test sends comes through, sooner or later. */
	boolean takesLive() {
		synchronized (this.journal) {
			return this.script != null && !this.state.over() && this.script.ending() == Ending.STAY_OPEN
					&& this.script.leavesOpen();
		}
	}

	void send(byte[] bytes) {
		this.live.add(new LiveAction(bytes, Ending.STAY_OPEN));
	}

	/** Ends a stream behind what was sent to it, a script still under way at once. */
	void end(Ending ending) {
		Script current = this.script();
		if (current != null && current.leavesOpen()) {
			this.live.add(new LiveAction(new byte[0], ending));
			return;
		}
		this.journal.move(this, ExchangeState.ENDED);
		try {
			cutOff(ending);
		}
		catch (IOException ex) {
			this.wire.kill();
		}
	}

	/** Plays the script; returns when it is through or the connection gone. */
	void play() {
		Script current = this.script();
		if (current == null) {
			return;
		}
		try {
			play(current);
		}
		catch (IOException ex) {
			if (!this.wire.ended()) {
				// the thread that reads notices it and does the rest
				this.wire.close();
			}
		}
		catch (InterruptedException ex) {
			// the connection is gone, and with it the reason for this thread
		}
	}

	private void play(Script current) throws IOException, InterruptedException {
		BodyWriter body = new BodyWriter(this.wire, current.head().framing(), current.chunking());
		for (Step step : current.before()) {
			step.run(body);
		}
		byte[] head = current.headBytes();
		this.wire.write(head);
		List<Step> steps = current.joinedSteps();
		if (head.length + steps.size() > 0) {
			this.journal.move(this, ExchangeState.ANSWERING);
		}
		for (Step step : steps) {
			step.run(body);
		}
		Ending ending = current.leavesOpen() ? relay(body) : current.ending();
		this.journal.move(this, ExchangeState.ENDED);
		finish(ending, body);
	}

	private Ending relay(BodyWriter body) throws IOException, InterruptedException {
		LiveAction action = this.live.take();
		while (action.ending().leavesOpen()) {
			body.write(action.bytes());
			action = this.live.take();
		}
		return action.ending();
	}

	private void finish(Ending ending, BodyWriter body) throws IOException {
		switch (ending) {
			case END -> {
				body.end();
				this.wire.finish();
			}
			case DROP -> this.wire.drop();
			case RESET -> this.wire.reset();
			case STAY_OPEN, STALL -> throw new IllegalStateException(ending + " ends nothing");
		}
	}

	private void cutOff(Ending ending) throws IOException {
		if (ending == Ending.RESET) {
			this.wire.reset();
			return;
		}
		this.wire.drop();
	}

	/**
	 * Moves to the state; a state that is over stays. Called under the journal's lock.
	 */
	void moveTo(ExchangeState next) {
		if (!this.state.over()) {
			this.state = next;
		}
	}

	private @Nullable Script script() {
		synchronized (this.journal) {
			return this.script;
		}
	}

	private record LiveAction(byte[] bytes, Ending ending) {

	}

}

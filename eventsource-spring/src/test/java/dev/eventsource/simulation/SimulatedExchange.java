package dev.eventsource.simulation;

import java.io.IOException;
import java.net.ConnectException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import dev.eventsource.connection.ExchangeListener;
import dev.eventsource.connection.ResponseHead;
import dev.eventsource.connection.StreamRequest;
import dev.eventsource.connection.Transport;
import org.jspecify.annotations.Nullable;

/**
 * One exchange with the server: a head that may be late, chunks as far as they are asked
 * for, an end at any byte, and what is still under way when it has been cancelled.
 */
final class SimulatedExchange implements Transport.Exchange {

	private static final int MOST_DEMAND = 128;

	private static final int FIRST_DEMAND = 32;

	private final World world;

	private final String source;

	private final Server server;

	private final Scenario scenario;

	private final Witness witness;

	private final String lastEventId;

	private final ExchangeListener listener;

	private final Plan plan;

	private final @Nullable RecordedOrder order;

	private Phase phase = Phase.REQUESTED;

	private boolean cancelled;

	private int lastWords = 2;

	private LogReader body = LogReader.empty();

	private int demand;

	private int largest;

	private long clockBegan;

	private boolean fruitful;

	SimulatedExchange(World world, Member member, String lastEventId, ExchangeListener listener) {
		this.world = world;
		this.source = member.service().name();
		this.server = member.service().server();
		this.scenario = member.service().scenario();
		this.witness = member.witness();
		this.lastEventId = lastEventId;
		this.listener = listener;
		this.plan = world.fault(40) ? Plan.values()[world.below(Plan.values().length)] : Plan.STREAM;
		this.order = (member.process().breadth().wide() && world.fault(20)) ? RecordedOrder.draw(world) : null;
		if (this.order != null) {
			world.note(this.source, () -> "network goes as in " + this.order);
		}
	}

	static String lastEventId(StreamRequest request) {
		String header = request.headers().getOrDefault("Last-Event-ID", "");
		return new String(header.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
	}

	@Override
	public void request(int buffers) {
		int asked = this.demand + buffers;
		int room = this.scenario.bufferBytes();
		int limit = (this.largest == 0) ? FIRST_DEMAND : Math.max(1, Math.min(MOST_DEMAND, room / this.largest));
		this.world.require(!this.cancelled, "I13", () -> "asks for more after it has cancelled");
		this.world.require(buffers > 0 && asked <= limit, "I6",
				() -> "asks for " + asked + " buffers where " + limit + " are the limit");
		this.witness.checkRoom();
		if (this.demand == 0) {
			this.clockBegan = this.world.clock().nanoTime();
		}
		this.demand = asked;
	}

	@Override
	public void cancel() {
		this.cancelled = true;
	}

	boolean isLive() {
		return !this.cancelled && this.phase != Phase.OVER;
	}

	/** Returns whether it is on its way to its response head. */
	boolean isAttempt() {
		return isLive() && (this.phase == Phase.REQUESTED || this.phase == Phase.CONNECTED);
	}

	/** Returns whether nothing is to be heard from it any more. */
	boolean isSilent() {
		return this.phase == Phase.OVER || this.cancelled && (this.lastWords <= 0 || this.world.isCalm());
	}

	int demand() {
		return this.demand;
	}

	boolean isFruitful() {
		return this.fruitful;
	}

	boolean wasAskedFor(String reason) {
		boolean longEnough = reason.equals("partial-timeout")
				|| this.world.clock().nanoTime() - this.clockBegan >= Scenario.IDLE.toNanos();
		return this.demand > 0 && longEnough;
	}

	/** Goes on by one signal, or a burst of chunks. */
	void move() {
		if (isSilent()) {
			return;
		}
		if (this.cancelled) {
			this.lastWords--;
		}
		if (this.order != null) {
			replay(this.order);
			return;
		}
		switch (this.phase) {
			case REQUESTED -> connect();
			case CONNECTED -> answer();
			case BODY -> body();
			case ANSWERED -> end();
			case OVER -> {
			}
		}
	}

	private void replay(RecordedOrder recorded) {
		switch (recorded.due()) {
			case "connected" -> {
				recorded.take();
				this.phase = Phase.CONNECTED;
				this.world.onLoop(this.listener::onConnected);
			}
			case "head" -> stream(Integer.parseInt(recorded.take()));
			case "buffer" -> {
				burst();
				if (this.world.isCalm() || this.world.below(3) == 0) {
					recorded.take();
				}
			}
			case "end" -> finish();
			case "error" -> fail(RecordedOrder.failure(recorded.take()));
			default -> {
				// the recording was cancelled here, and heard nothing more
			}
		}
	}

	private void connect() {
		if (this.plan == Plan.REFUSED) {
			fail(new ConnectException());
			return;
		}
		this.phase = Phase.CONNECTED;
		if (this.world.flip()) {
			this.world.onLoop(this.listener::onConnected);
		}
	}

	private void answer() {
		if (this.plan == Plan.LATE && !this.world.isCalm() && this.world.below(10) > 0) {
			return;
		}
		switch (this.plan) {
			case REFUSED, RESET -> fail(new Broken());
			case BUSY -> head(429, "Retry-After", "" + this.world.below(200));
			case UNAVAILABLE -> head(503, "Retry-After", this.world.flip() ? "7" : "99999999999");
			case BROKEN -> head(500);
			case BAD_REQUEST -> head(400);
			case REDIRECT -> head(307, "Location", "/elsewhere");
			case STREAM, LATE -> stream();
			case FINAL -> last();
		}
	}

	private void last() {
		switch (this.world.below(6)) {
			case 0 -> head(404);
			case 1 -> head(204);
			case 2 -> head(200, "Content-Type", "text/html");
			default -> stream();
		}
	}

	private void stream() {
		stream(200);
	}

	private void stream(int status) {
		if (isLive()) {
			this.body = LogReader.open(this.world, this.server, this.lastEventId);
		}
		head(status, "Content-Type", "text/event-stream;charset=utf-8");
		this.phase = Phase.BODY;
	}

	private void head(int status, String... headers) {
		this.world.note(this.source, () -> "server answers " + status + " " + List.of(headers));
		Map<String, String> map = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
		for (int i = 0; i < headers.length; i += 2) {
			map.put(headers[i], headers[i + 1]);
		}
		this.phase = Phase.ANSWERED;
		if (isLive()) {
			told(status, map);
		}
		this.world.onLoop(() -> this.listener.onHead(new ResponseHead(status, map::get)));
	}

	private void told(int status, Map<String, String> headers) {
		long retryAfter = Long.parseLong(headers.getOrDefault("Retry-After", "0"));
		this.witness.attempts().answered(status == 307, Math.min(retryAfter, Integer.MAX_VALUE));
		if (status == 400) {
			this.witness.sentId().rejected();
		}
		else if (headers.getOrDefault("Content-Type", "").startsWith("text/event-stream")) {
			this.witness.sentId().accepted();
		}
	}

	private void body() {
		burst();
		if (this.world.fault(10)) {
			end();
		}
	}

	private void burst() {
		int burst = 1 + this.world.below(6);
		for (int i = 0; i < burst && this.demand > 0 && this.phase == Phase.BODY; i++) {
			if (this.cancelled && this.world.flip()
					|| !this.body.next(1 + this.world.below(this.world.flip() ? 20 : 200), this::deliver)) {
				break;
			}
		}
	}

	private void deliver(byte[] chunk, List<Block> complete) {
		this.world.note(this.source, () -> "network brings " + chunk.length + " bytes, completing " + complete
				+ (isLive() ? "" : ", too late"));
		this.demand--;
		if (isLive()) {
			this.largest = Math.max(this.largest, chunk.length);
			this.clockBegan = this.world.clock().nanoTime();
			complete.forEach((block) -> this.fruitful |= this.witness.arriving(block));
		}
		this.world.onLoop(() -> this.listener.onBody(ByteBuffer.wrap(chunk)));
		// the buffer is only lent
		Arrays.fill(chunk, (byte) '\n');
	}

	private void end() {
		if (this.phase == Phase.BODY && this.world.flip()) {
			fail(new Broken());
			return;
		}
		finish();
	}

	private void finish() {
		this.phase = Phase.OVER;
		this.world.note(this.source, () -> "network: end" + (this.cancelled ? ", too late" : ""));
		this.world.onLoop(this.listener::onEnd);
	}

	void fail(Exception failure) {
		this.phase = Phase.OVER;
		this.world.note(this.source,
				() -> "network: " + failure.getClass().getSimpleName() + (this.cancelled ? ", too late" : ""));
		this.world.onLoop(() -> this.listener.onError(failure));
	}

	private enum Phase {

		REQUESTED, CONNECTED, ANSWERED, BODY, OVER

	}

	private enum Plan {

		STREAM, LATE, REFUSED, RESET, BUSY, UNAVAILABLE, BROKEN, BAD_REQUEST, REDIRECT, FINAL

	}

	private static final class Broken extends IOException {

		private static final long serialVersionUID = 1;

		@Override
		public Throwable fillInStackTrace() {
			return this;
		}

	}

}

package dev.eventsource.simulation;

import java.net.ConnectException;
import java.util.ArrayList;
import java.util.List;

import dev.eventsource.connection.ExchangeListener;
import dev.eventsource.connection.StreamRequest;
import dev.eventsource.connection.Transport;
import org.jspecify.annotations.Nullable;

/**
 * The network of one process. Signals come in the orders in which real ones come.
 */
final class Network implements Transport {

	private final World world;

	private final Member member;

	/** Those that may still tell something; a cancelled one may for a while. */
	private final List<SimulatedExchange> telling = new ArrayList<>();

	private @Nullable SimulatedExchange last;

	Network(World world, Member member) {
		this.world = world;
		this.member = member;
	}

	@Override
	public Exchange open(StreamRequest request, ExchangeListener listener) {
		String header = SimulatedExchange.lastEventId(request);
		this.member.witness().requested(header, live() != null);
		Process process = this.member.process();
		int places = process.breadth().places();
		this.world.require(places == 0 || process.attemptsUnderWay() < places, "I7",
				() -> "an attempt begins with " + process.attemptsUnderWay() + " of " + places + " under way");
		if (this.world.fault(2)) {
			throw new IllegalStateException("no exchange to be had");
		}
		SimulatedExchange exchange = new SimulatedExchange(this.world, this.member, header, listener);
		this.last = exchange;
		this.telling.add(exchange);
		if (this.world.fault(3)) {
			exchange.fail(new ConnectException());
		}
		return exchange;
	}

	@Nullable SimulatedExchange live() {
		return (this.last != null && this.last.isLive()) ? this.last : null;
	}

	boolean isAttempting() {
		return this.last != null && this.last.isAttempt();
	}

	@Nullable SimulatedExchange last() {
		return this.last;
	}

	/** Lets one exchange go on. */
	void move() {
		this.telling.removeIf(SimulatedExchange::isSilent);
		if (!this.telling.isEmpty()) {
			this.telling.get(this.world.below(this.telling.size())).move();
		}
	}

	void moveAll() {
		List.copyOf(this.telling).forEach(SimulatedExchange::move);
		this.telling.removeIf(SimulatedExchange::isSilent);
	}

}

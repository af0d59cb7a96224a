package dev.eventsource.testing;

import java.io.IOException;
import java.net.Socket;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Stands between a client and a server and does to their bytes what networks do. Knows
 * nothing of what they say, so that TLS passes through it, too.
 */
public final class FaultProxy extends Relay {

	private final Queue<Faults> next = new ConcurrentLinkedQueue<>();

	private final Queue<Link> carrying = new ConcurrentLinkedQueue<>();

	private final int server;

	/**
	 * Creates a proxy.
	 * @param server port of the server on loopback
	 */
	public FaultProxy(int server) {
		this.server = server;
	}

	/**
	 * Says what happens to what the server sends over the next connections; those after
	 * them are well.
	 * @param faults one for each connection
	 * @return this
	 */
	public FaultProxy down(Fault... faults) {
		List.of(faults).forEach((fault) -> this.next.add(new Faults(Fault.NONE, fault)));
		return this;
	}

	/**
	 * Says what happens to what the client sends over the next connections.
	 * @param faults one for each connection
	 * @return this
	 */
	public FaultProxy up(Fault... faults) {
		List.of(faults).forEach((fault) -> this.next.add(new Faults(fault, Fault.NONE)));
		return this;
	}

	/**
	 * Says what happens from now on to what goes over the connections that there are.
	 * @param fault for both directions
	 */
	public void now(Fault fault) {
		this.carrying.forEach((link) -> link.become(fault));
	}

	@Override
	void serve(Socket client, int number) throws IOException {
		Faults faults = this.next.poll();
		Faults now = (faults != null) ? faults : new Faults(Fault.NONE, Fault.NONE);
		Socket upstream = connect("127.0.0.1", this.server);
		Link up = new Link(client, upstream, closed());
		Link down = new Link(upstream, client, closed());
		this.carrying.addAll(List.of(up, down));
		start(() -> up.carry(now.up()));
		down.carry(now.down());
	}

	private record Faults(Fault up, Fault down) {
	}

}

package dev.eventsource.simulation;

import java.util.BitSet;

import dev.eventsource.EventSourceSpec;

/**
 * What outlives the processes, for one source.
 *
 * @param name the source's name
 * @param server sends events
 * @param store keeps the position
 * @param scenario how the source is set
 * @param spec the same as settings
 * @param finished numbers of the blocks that are done with for good
 */
record Service(String name, Server server, FlakyStore store, Scenario scenario, EventSourceSpec spec, BitSet finished) {

	static Service create(World world, String name) {
		Server server = new Server(world, name);
		FlakyStore store = new FlakyStore(world, name);
		Scenario scenario = Scenario.draw(world);
		world.note(name, () -> "server is " + server.mode() + ", " + scenario);
		return new Service(name, server, store, scenario, scenario.spec(name), new BitSet());
	}

}

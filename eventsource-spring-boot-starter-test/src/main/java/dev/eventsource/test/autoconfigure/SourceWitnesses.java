package dev.eventsource.test.autoconfigure;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import dev.eventsource.autoconfigure.SourceObservationFactory;
import dev.eventsource.observation.SourceObservation;
import dev.eventsource.test.ClientWitness;
import dev.eventsource.test.SseTestServer;

/**
 * The sources that read from a test server, as its one client.
 */
final class SourceWitnesses implements SourceObservationFactory, ClientWitness {

	private final Map<String, SourceWitness> witnesses = new ConcurrentHashMap<>();

	private final SseTestServer server;

	private final Set<String> served;

	SourceWitnesses(SseTestServer server, Set<String> served) {
		this.server = server;
		this.served = served;
		served.forEach((source) -> server.on(path(source)).replaying(List.of()));
		server.witnessedBy(this);
	}

	static String path(String source) {
		return "/" + source;
	}

	@Override
	public SourceObservation observe(String source) {
		if (!this.served.contains(source)) {
			return SourceObservation.NONE;
		}
		SourceWitness witness = new SourceWitness(source);
		this.witnesses.put(source, witness);
		this.server.on(path(source)).witnessedBy(witness);
		return witness;
	}

	/**
	 * Begins a test: forgets what happened before, and gives sources the time to connect.
	 * @param patience how long to wait for one that is connecting
	 */
	void begin(Duration patience) {
		this.witnesses.values().forEach(SourceWitness::begin);
		this.witnesses.values().forEach((witness) -> Eventually.become(witness::isSettled, patience));
	}

	@Override
	public Handling handling(String id) {
		return this.witnesses.values()
			.stream()
			.map((witness) -> witness.handling(id))
			.filter((handling) -> handling != Handling.PENDING)
			.findFirst()
			.orElse(Handling.PENDING);
	}

	@Override
	public void sending(String type, String id) {
		this.witnesses.values().forEach((witness) -> witness.sending(type, id));
	}

	@Override
	public List<String> report() {
		return RunningListeners.find();
	}

}

package dev.eventsource.benchmarks.client;

import java.net.URI;

import jakarta.ws.rs.client.Client;
import jakarta.ws.rs.client.ClientBuilder;
import jakarta.ws.rs.sse.SseEventSource;

/**
 * Jersey's client of the Jakarta REST standard.
 */
final class JerseySse implements Contender {

	private final Client client = ClientBuilder.newClient();

	@Override
	public void open(URI url, String type, EventCounter counter) {
		SseEventSource source = SseEventSource.target(this.client.target(url)).build();
		source.register((event) -> counter.event(event.readData()));
		source.open();
	}

}

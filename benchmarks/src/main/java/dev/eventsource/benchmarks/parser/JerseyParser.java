package dev.eventsource.benchmarks.parser;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;

import dev.eventsource.benchmarks.corpus.Corpus;
import jakarta.ws.rs.client.Client;
import jakarta.ws.rs.client.ClientBuilder;
import jakarta.ws.rs.core.Configuration;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response.Status;
import org.glassfish.jersey.client.ClientConfig;
import org.glassfish.jersey.client.ClientRequest;
import org.glassfish.jersey.client.ClientResponse;
import org.glassfish.jersey.client.spi.AsyncConnectorCallback;
import org.glassfish.jersey.client.spi.Connector;
import org.glassfish.jersey.client.spi.ConnectorProvider;
import org.glassfish.jersey.media.sse.EventInput;
import org.glassfish.jersey.media.sse.SseFeature;
import org.openjdk.jmh.infra.Blackhole;

/**
 * Jersey's parser, behind a connector that answers with a corpus.
 */
final class JerseyParser implements BlockReader {

	private final EventInput input;

	private final int events;

	JerseyParser(Corpus corpus) {
		ClientConfig config = new ClientConfig().connectorProvider(new Local(corpus)).register(SseFeature.class);
		Client client = ClientBuilder.newClient(config);
		this.input = client.target("http://localhost").request().get(EventInput.class);
		this.events = corpus.events();
	}

	@Override
	public void read(Blackhole sink) {
		for (int event = 0; event < this.events; event++) {
			sink.consume(this.input.read().readData());
		}
	}

	private record Local(Corpus corpus) implements ConnectorProvider, Connector {

		@Override
		public Connector getConnector(Client client, Configuration configuration) {
			return this;
		}

		@Override
		public ClientResponse apply(ClientRequest request) {
			ClientResponse response = new ClientResponse(Status.OK, request);
			response.header(HttpHeaders.CONTENT_TYPE, SseFeature.SERVER_SENT_EVENTS);
			response.setEntityStream(new RepeatedStream(this.corpus.bytes()));
			return response;
		}

		@Override
		public Future<?> apply(ClientRequest request, AsyncConnectorCallback callback) {
			callback.response(apply(request));
			return CompletableFuture.completedFuture(null);
		}

		@Override
		public String getName() {
			return "local";
		}

		@Override
		public void close() {
		}

	}

}

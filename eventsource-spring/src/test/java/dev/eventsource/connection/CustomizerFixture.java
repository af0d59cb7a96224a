package dev.eventsource.connection;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

import dev.eventsource.EventSourceRequest;
import dev.eventsource.EventSourceRequestCustomizer;
import dev.eventsource.EventSourceSpecBuilder;
import dev.eventsource.testing.ManualExecutor;
import org.jspecify.annotations.Nullable;

/**
 * A connection whose requests are customized, when a test says so.
 */
final class CustomizerFixture {

	final ManualExecutor executor = new ManualExecutor();

	final List<URI> urls = new ArrayList<>();

	final List<Boolean> renewals = new ArrayList<>();

	EventSourceRequestCustomizer customizer = (request) -> request.bearer("token-" + this.urls.size());

	final ConnectionFixture world = fixture((spec) -> spec);

	ConnectionFixture fixture(UnaryOperator<EventSourceSpecBuilder> settings) {
		return new ConnectionFixture(settings, new FreshCredentials(List.of(this::note), this.executor));
	}

	private void note(EventSourceRequest request) throws Exception {
		this.urls.add(request.uri());
		this.renewals.add(request.isRenewal());
		this.customizer.customize(request);
	}

	void start() {
		this.world.connection.start("");
		this.executor.runAll();
	}

	void attempt() {
		this.world.awaitAttempt();
		this.executor.runAll();
	}

	@Nullable String sent(String header) {
		return this.world.transport.last().request().headers().get(header);
	}

}

package dev.eventsource.conformance;

import dev.eventsource.test.SseTestServer;
import dev.eventsource.testing.Certificates;

/**
 * What lies below HTTP/1.1.
 */
enum Wire {

	CLEAR {

		@Override
		SseTestServer serve() {
			return SseTestServer.start();
		}

	},

	TLS {

		@Override
		SseTestServer serve() {
			return SseTestServer.start(Certificates.GOOD.server());
		}

	};

	abstract SseTestServer serve();

}

package dev.eventsource.autoconfigure;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

/**
 * The token endpoint of an authorization server: each token has a number.
 */
final class TokenServer implements AutoCloseable {

	private static final String SECRET = "secret-of-ours";

	private final HttpServer server;

	private final AtomicInteger issued = new AtomicInteger();

	private final List<String> requests = new CopyOnWriteArrayList<>();

	volatile boolean refusing;

	private TokenServer(HttpServer server) {
		this.server = server;
		server.createContext("/token", this::answer);
		server.start();
	}

	static TokenServer start() {
		try {
			return new TokenServer(HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0));
		}
		catch (IOException ex) {
			throw new AssertionError(ex);
		}
	}

	String[] registration(String id, String grantType) {
		String prefix = "spring.security.oauth2.client.";
		return new String[] { prefix + "registration." + id + ".provider=" + id,
				prefix + "registration." + id + ".client-id=" + id,
				prefix + "registration." + id + ".client-secret=" + SECRET,
				prefix + "registration." + id + ".authorization-grant-type=" + grantType,
				prefix + "registration." + id + ".redirect-uri=http://localhost/login",
				prefix + "provider." + id + ".authorization-uri=http://localhost/authorize", prefix + "provider." + id
						+ ".token-uri=http://127.0.0.1:" + this.server.getAddress().getPort() + "/token" };
	}

	int issued() {
		return this.issued.get();
	}

	List<String> requests() {
		return this.requests;
	}

	private void answer(HttpExchange exchange) throws IOException {
		this.requests.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
		String body = this.refusing ? "{\"error\":\"invalid_client\",\"error_description\":\"" + SECRET + "\"}"
				: "{\"access_token\":\"token-" + this.issued.incrementAndGet()
						+ "\",\"token_type\":\"Bearer\",\"expires_in\":3600}";
		byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
		exchange.getResponseHeaders().set("Content-Type", "application/json");
		exchange.sendResponseHeaders(this.refusing ? 400 : 200, bytes.length);
		exchange.getResponseBody().write(bytes);
		exchange.close();
	}

	@Override
	public void close() {
		this.server.stop(0);
	}

}

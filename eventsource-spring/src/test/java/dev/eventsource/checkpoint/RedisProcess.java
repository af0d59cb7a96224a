package dev.eventsource.checkpoint;

import java.io.Closeable;
import java.io.IOException;
import java.net.ServerSocket;
import java.time.Duration;

import org.springframework.data.redis.connection.RedisStandaloneConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceClientConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import redis.embedded.RedisServer;
import redis.embedded.core.RedisServerBuilder;

/**
 * A Redis server and connections to it, of the test that starts it.
 */
public final class RedisProcess implements Closeable {

	private final RedisServer server;

	private final LettuceConnectionFactory connections;

	private final int port;

	private RedisProcess(RedisServer server, int port) {
		this.server = server;
		this.port = port;
		LettuceClientConfiguration patience = LettuceClientConfiguration.builder()
			.commandTimeout(Duration.ofSeconds(3))
			.shutdownTimeout(Duration.ZERO)
			.build();
		this.connections = new LettuceConnectionFactory(new RedisStandaloneConfiguration("localhost", port), patience);
		this.connections.start();
	}

	/**
	 * Starts a server.
	 * @param settings lines of its configuration
	 * @return the server, started
	 */
	public static RedisProcess start(String... settings) throws IOException {
		int port = freePort();
		RedisServerBuilder builder = RedisServer.newRedisServer().port(port).setting("bind 127.0.0.1");
		for (String setting : settings) {
			builder.setting(setting);
		}
		RedisServer server = builder.build();
		server.start();
		return new RedisProcess(server, port);
	}

	private static int freePort() throws IOException {
		try (ServerSocket socket = new ServerSocket(0)) {
			return socket.getLocalPort();
		}
	}

	/**
	 * Returns where it listens.
	 * @return the port on localhost
	 */
	public int port() {
		return this.port;
	}

	LettuceConnectionFactory connections() {
		return this.connections;
	}

	void stop() throws IOException {
		this.server.stop();
	}

	void startAgain() throws IOException {
		this.server.start();
		this.connections.resetConnection();
	}

	@Override
	public void close() throws IOException {
		this.connections.destroy();
		this.server.stop();
	}

}

package dev.eventsource.test;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

import javax.net.ssl.SSLContext;

/**
 * A server on loopback that does to its clients what a test tells it to. As an
 * {@link SseEndpoint} it answers the requests for whose path nothing is scripted, and
 * sends to, ends and records all connections. Safe for use by several threads.
 */
public final class SseTestServer extends SseEndpoint implements AutoCloseable {

	private static final Duration CLOSING = Duration.ofSeconds(10);

	private static final Integer NONE = 0;

	private final SseServerOptions options;

	private final Journal journal;

	private final ServerThreads threads = new ServerThreads();

	private final Map<String, SseEndpoint> endpoints = new ConcurrentHashMap<>();

	private final Listener listener;

	private SseTestServer(SseServerOptions options, Journal journal) {
		super(journal, (exchange) -> true);
		this.options = options;
		this.journal = journal;
		this.listener = new Listener(options.port(), this.threads, this::accepted);
	}

	/**
	 * Starts a server for plain text on any free port.
	 * @return the server, listening
	 */
	public static SseTestServer start() {
		return start(SseServerOptions.defaults());
	}

	/**
	 * Starts a server for TLS on any free port.
	 * @param tls the context, with the server's key
	 * @return the server, listening
	 */
	public static SseTestServer start(SSLContext tls) {
		return start(SseServerOptions.defaults().withTls(tls));
	}

	/**
	 * Starts a server.
	 * @param options how it is set up
	 * @return the server, listening
	 */
	public static SseTestServer start(SseServerOptions options) {
		SseTestServer server = new SseTestServer(options, new Journal(options.patience()));
		server.listener.open();
		return server;
	}

	/**
	 * Returns the port, the same for the server's whole life.
	 * @return the port on 127.0.0.1
	 */
	public int port() {
		return this.listener.port();
	}

	/**
	 * Returns the URL of the root.
	 * @return the URL
	 */
	public URI url() {
		return url("/");
	}

	/**
	 * Returns the URL of a path.
	 * @param path the path, with a slash in front, perhaps with a query
	 * @return the URL, with the host {@code 127.0.0.1} or, for the sake of certificates,
	 * {@code localhost} over TLS
	 */
	public URI url(String path) {
		String origin = (this.options.tls() != null) ? "https://localhost:" : "http://127.0.0.1:";
		return URI.create(origin + port() + path);
	}

	/**
	 * Returns the endpoint of a path. What is scripted there goes before what is scripted
	 * for the server.
	 * @param path the path, without query
	 * @return the endpoint, always the same for the same path
	 */
	public SseEndpoint on(String path) {
		return this.endpoints.computeIfAbsent(path,
				(key) -> new SseEndpoint(this.journal, (exchange) -> exchange.request().path().equals(key)));
	}

	/**
	 * Returns how many sockets are open, those without a request included. A connection
	 * that the server ended or dropped counts until the client has closed its side, too.
	 * @return the number of sockets
	 */
	public int openConnections() {
		return this.journal.connections().size();
	}

	/**
	 * Waits until a given number of sockets is open.
	 * @param count how many exactly
	 * @throws AssertionError if it is another number when the server's patience ends
	 */
	public void awaitOpenConnections(int count) {
		await(count + " open connections", this::openConnections, (open) -> open == count);
	}

	/**
	 * Waits until no socket is open: all clients have closed theirs.
	 * @throws AssertionError if one is still open when the server's patience ends
	 */
	public void awaitClosed() {
		awaitOpenConnections(0);
	}

	/**
	 * Closes the listening socket, so that new connections are refused; open ones stay.
	 */
	public void refuse() {
		this.listener.close();
	}

	/**
	 * Opens the listening socket again on the same port. No effect while it is open.
	 */
	public void accept() {
		this.listener.open();
	}

	/**
	 * Ends all connections at once, whatever they are doing.
	 */
	public void killAll() {
		this.journal.connections().forEach(Connection::kill);
	}

	/**
	 * Is gone as a killed process is: no listening socket, no connection. What is
	 * scripted and recorded stays.
	 */
	public void stop() {
		refuse();
		killAll();
		this.journal.await("the connections to end", CLOSING,
				() -> Optional.of(openConnections()).filter(NONE::equals));
	}

	/**
	 * Comes back on the same port, after {@link #stop()} or in its stead.
	 */
	public void restart() {
		stop();
		accept();
	}

	/**
	 * Goes back to the state after the start, on the same port: nothing scripted, nothing
	 * recorded, no connection.
	 */
	public void reset() {
		stop();
		this.endpoints.values().forEach(SseEndpoint::forget);
		forget();
		this.journal.reset();
		accept();
	}

	/**
	 * Ends all connections and threads. No effect when closed.
	 */
	@Override
	public void close() {
		stop();
		this.threads.joinAll();
	}

	@Override
	void remember(ServerEvent event) {
		super.remember(event);
		this.endpoints.values().forEach((endpoint) -> endpoint.remember(event));
	}

	private void accepted(Socket socket) {
		try {
			if (this.options.sendBufferSize() > 0) {
				socket.setSendBufferSize(this.options.sendBufferSize());
			}
			Connection connection = new Connection(new Wire(socket, this.options.tls()), this.journal, this.threads);
			this.journal.opened(connection);
			this.threads.start("connection", () -> connection.run(this::chooseAnswer));
		}
		catch (IOException ex) {
			this.journal.failed(socket.getPort(), ex);
			discard(socket);
		}
	}

	private static void discard(Socket socket) {
		try {
			socket.close();
		}
		catch (IOException ex) {
			// the failure that led here is recorded
		}
	}

	private void chooseAnswer(Exchange exchange) {
		SseEndpoint endpoint = this.endpoints.getOrDefault(exchange.request().path(), this);
		if (!endpoint.answers().choose(exchange) && !answers().choose(exchange)) {
			exchange.answerWith(SseResponse.stream());
		}
	}

}

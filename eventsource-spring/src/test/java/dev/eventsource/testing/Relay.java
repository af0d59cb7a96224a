package dev.eventsource.testing;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Listens on loopback and serves each connection on a thread of its own: the part that
 * all proxies of the tests have in common.
 */
public abstract class Relay implements AutoCloseable {

	private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();

	private final AtomicInteger accepted = new AtomicInteger();

	private final CountDownLatch closed = new CountDownLatch(1);

	private final ServerSocket listening;

	Relay() {
		try {
			this.listening = new ServerSocket(0, 1024, InetAddress.getByName("127.0.0.1"));
			start(this::accept);
		}
		catch (IOException ex) {
			throw new AssertionError(ex);
		}
	}

	/**
	 * Serves a connection.
	 * @param client its socket, closed afterwards
	 * @param number how many came before it
	 * @throws IOException if either side has gone
	 */
	abstract void serve(Socket client, int number) throws IOException;

	public final int port() {
		return this.listening.getLocalPort();
	}

	/**
	 * Returns how many connections came.
	 * @return the count
	 */
	public final int connections() {
		return this.accepted.get();
	}

	final CountDownLatch closed() {
		return this.closed;
	}

	final Socket connect(String host, int port) throws IOException {
		Socket socket = new Socket(host, port);
		socket.setTcpNoDelay(true);
		this.sockets.add(socket);
		return socket;
	}

	final void start(Task task) {
		Thread thread = new Thread(() -> run(task), "relay");
		thread.setDaemon(true);
		thread.start();
	}

	private static void run(Task task) {
		try {
			task.run();
		}
		catch (IOException ex) {
			// a side has gone, as the test wants it
		}
	}

	private void accept() throws IOException {
		while (true) {
			Socket client = this.listening.accept();
			client.setTcpNoDelay(true);
			this.sockets.add(client);
			int number = this.accepted.getAndIncrement();
			start(() -> serve(client, number));
		}
	}

	/**
	 * Resets every connection.
	 */
	public final void cut() {
		this.sockets.forEach(Link::reset);
		this.sockets.clear();
	}

	@Override
	public final void close() {
		this.closed.countDown();
		cut();
		run(this.listening::close);
	}

	/** What a thread does. */
	interface Task {

		void run() throws IOException;

	}

}

package dev.eventsource.test;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

/**
 * The listening socket, which can go and come back on the same port.
 */
final class Listener {

	private static final int BACKLOG = 1024;

	private static final int BIND_ATTEMPTS = 100;

	private final ServerThreads threads;

	private final Consumer<Socket> accepted;

	/** Guarded by this object. */
	private @Nullable ServerSocket socket;

	/** Guarded by this object. */
	private @Nullable Thread thread;

	/** Guarded by this object. */
	private int port;

	Listener(int port, ServerThreads threads, Consumer<Socket> accepted) {
		this.port = port;
		this.threads = threads;
		this.accepted = accepted;
	}

	synchronized int port() {
		return this.port;
	}

	synchronized void open() {
		if (this.socket != null) {
			return;
		}
		try {
			ServerSocket opened = bind(BIND_ATTEMPTS);
			this.socket = opened;
			this.port = opened.getLocalPort();
			this.thread = this.threads.start("accept", () -> accept(opened));
		}
		catch (IOException ex) {
			throw new UncheckedIOException("Port " + this.port + " on loopback can not be listened on", ex);
		}
	}

	private ServerSocket bind(int attempts) throws IOException {
		ServerSocket unbound = new ServerSocket();
		try {
			unbound.setReuseAddress(true);
			unbound.bind(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), this.port), BACKLOG);
			return unbound;
		}
		catch (BindException ex) {
			unbound.close();
			if (attempts == 0) {
				throw ex;
			}
		}
		// a client that knocks at its own port, by chance the same, leaves it soon
		pause();
		return bind(attempts - 1);
	}

	private void pause() {
		try {
			TimeUnit.MILLISECONDS.sleep(20);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private void accept(ServerSocket listening) {
		try {
			while (true) {
				this.accepted.accept(listening.accept());
			}
		}
		catch (IOException ex) {
			// the listening socket is closed: that is how this thread ends
		}
	}

	synchronized void close() {
		try {
			if (this.socket != null && this.thread != null) {
				this.socket.close();
				this.threads.join(this.thread);
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException("Port " + this.port + " can not be closed", ex);
		}
		this.socket = null;
	}

}

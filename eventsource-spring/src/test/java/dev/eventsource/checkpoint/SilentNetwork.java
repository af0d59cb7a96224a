package dev.eventsource.checkpoint;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import javax.sql.DataSource;

import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/**
 * Stands between a client and a server, and can swallow what both say without a word.
 */
final class SilentNetwork implements Closeable {

	private final ServerSocket door = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());

	private final List<Closeable> open = new CopyOnWriteArrayList<>(List.of(this.door));

	private final int target;

	private volatile boolean silent;

	SilentNetwork(int target) throws IOException {
		this.target = target;
		run(this::accept);
	}

	/**
	 * Connects once; the connection stays.
	 */
	DataSource connectedTo(String url) {
		SingleConnectionDataSource single = new SingleConnectionDataSource(url.formatted(this.door.getLocalPort()),
				true);
		this.open.add(single::destroy);
		return single;
	}

	void fallSilent() {
		this.silent = true;
	}

	private void accept() throws IOException {
		while (true) {
			Socket client = this.door.accept();
			Socket server = new Socket(InetAddress.getLoopbackAddress(), this.target);
			this.open.addAll(List.of(client, server));
			run(() -> copy(client, server));
			run(() -> copy(server, client));
		}
	}

	private void copy(Socket from, Socket to) throws IOException {
		InputStream in = from.getInputStream();
		OutputStream out = to.getOutputStream();
		byte[] bytes = new byte[8192];
		for (int count = in.read(bytes); count >= 0; count = in.read(bytes)) {
			if (!this.silent) {
				out.write(bytes, 0, count);
			}
		}
	}

	private static void run(Work work) {
		Thread thread = new Thread(() -> {
			try {
				work.run();
			}
			catch (IOException ex) {
				// closed
			}
		}, "silent-network");
		thread.setDaemon(true);
		thread.start();
	}

	@Override
	public void close() throws IOException {
		for (Closeable each : this.open) {
			each.close();
		}
	}

	private interface Work {

		void run() throws IOException;

	}

}

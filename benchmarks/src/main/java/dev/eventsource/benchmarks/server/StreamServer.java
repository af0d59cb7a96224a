package dev.eventsource.benchmarks.server;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import dev.eventsource.benchmarks.corpus.Corpus;

/**
 * Answers {@code /bulk/<corpus>} and {@code /each/<corpus>} with a stream as fast as it
 * is taken, {@code /ticking} with an event a second, {@code /paced/<rate>} with so many
 * events a second that carry the time, {@code /drop} by ending all ticking streams, and
 * {@code /count} with their number. Runs until its standard input ends.
 */
public final class StreamServer {

	private static final int BACKLOG = 16 * 1024;

	private static final byte[] HEAD = ("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream;charset=UTF-8\r\n"
			+ "Cache-Control: no-store\r\nTransfer-Encoding: chunked\r\n\r\n")
		.getBytes(StandardCharsets.US_ASCII);

	private static final String PLAIN = "HTTP/1.1 200 OK\r\nContent-Length: %d\r\nConnection: close\r\n\r\n%s";

	private final Map<String, List<ByteBuffer>> streams = new ConcurrentHashMap<>();

	private final ExecutorService threads = Executors.newCachedThreadPool();

	private final Ticker ticker = new Ticker();

	private final ServerSocketChannel listening;

	private StreamServer(ServerSocketChannel listening) {
		this.listening = listening;
	}

	public static void main(String[] args) throws IOException {
		ServerSocketChannel listening = ServerSocketChannel.open().bind(new InetSocketAddress(0), BACKLOG);
		StreamServer server = new StreamServer(listening);
		server.threads.execute(server::accept);
		server.threads.execute(server.ticker);
		System.out.println(listening.socket().getLocalPort());
		while (System.in.read() >= 0) {
			// the parent lives
		}
		System.exit(0);
	}

	private void accept() {
		try {
			while (true) {
				SocketChannel connection = this.listening.accept();
				this.threads.execute(() -> serve(connection));
			}
		}
		catch (IOException ex) {
			System.exit(1);
		}
	}

	private void serve(SocketChannel connection) {
		try {
			connection.setOption(StandardSocketOptions.TCP_NODELAY, true);
			String[] path = readPath(connection).split("/");
			if (path[1].equals("drop") || path[1].equals("count")) {
				control(connection, path[1]);
				return;
			}
			connection.write(ByteBuffer.wrap(HEAD));
			stream(connection, path);
		}
		catch (IOException ex) {
			// the client has gone
		}
	}

	private void control(SocketChannel connection, String command) throws IOException {
		if (command.equals("drop")) {
			this.ticker.drop();
		}
		String count = String.valueOf(this.ticker.size());
		byte[] answer = String.format(Locale.ROOT, PLAIN, count.length(), count).getBytes(StandardCharsets.US_ASCII);
		connection.write(ByteBuffer.wrap(answer));
		connection.close();
	}

	private void stream(SocketChannel connection, String[] path) throws IOException {
		switch (path[1]) {
			case "ticking" -> this.ticker.add(connection);
			case "paced" -> Pace.write(connection, Integer.parseInt(path[2]));
			default -> repeat(connection, this.streams.computeIfAbsent(path[1] + "/" + path[2],
					(key) -> encode(path[1], Corpus.named(path[2]))));
		}
	}

	private static List<ByteBuffer> encode(String writes, Corpus corpus) {
		return writes.equals("bulk") ? Frames.bulk(corpus) : Frames.each(corpus);
	}

	private static void repeat(SocketChannel connection, List<ByteBuffer> frames) throws IOException {
		List<ByteBuffer> own = frames.stream().map(ByteBuffer::duplicate).toList();
		while (true) {
			for (ByteBuffer frame : own) {
				connection.write(frame.rewind());
			}
		}
	}

	private static String readPath(SocketChannel connection) throws IOException {
		ByteBuffer head = ByteBuffer.allocate(8 * 1024);
		while (true) {
			if (connection.read(head) < 0) {
				throw new IOException("No request");
			}
			String text = new String(head.array(), 0, head.position(), StandardCharsets.ISO_8859_1);
			if (text.contains("\r\n\r\n")) {
				return text.split(" ", 3)[1];
			}
		}
	}

}

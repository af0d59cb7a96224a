package dev.eventsource.test;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/**
 * A client that shows every byte. A read fails after five seconds.
 */
final class RawClient implements AutoCloseable {

	private final Socket socket;

	RawClient(Socket socket) throws IOException {
		this.socket = socket;
		socket.setSoTimeout(5000);
	}

	static RawClient connect(SseTestServer server) throws IOException {
		return new RawClient(new Socket("127.0.0.1", server.port()));
	}

	static RawClient get(URI url, String... headers) throws IOException {
		RawClient client = new RawClient(new Socket(url.getHost(), url.getPort()));
		String more = (headers.length == 0) ? "" : String.join("\r\n", headers) + "\r\n";
		client.write("GET " + url.getPath() + " HTTP/1.1\r\nHost: test\r\n" + more + "\r\n");
		return client;
	}

	Socket socket() {
		return this.socket;
	}

	void write(String text) throws IOException {
		this.socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
		this.socket.getOutputStream().flush();
	}

	String readHead() throws IOException {
		return readThrough("\r\n\r\n");
	}

	/** Reads up to and with the first occurrence of a text. */
	String readThrough(String end) throws IOException {
		StringBuilder text = new StringBuilder();
		while (text.indexOf(end) < 0) {
			int next = this.socket.getInputStream().read();
			if (next < 0) {
				throw new IOException("The connection ended after: " + text);
			}
			text.append((char) next);
		}
		return text.toString();
	}

	/** Reads to the connection's end. */
	String readAll() throws IOException {
		InputStream in = this.socket.getInputStream();
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		in.transferTo(bytes);
		return bytes.toString(StandardCharsets.UTF_8);
	}

	@Override
	public void close() throws IOException {
		this.socket.close();
	}

}

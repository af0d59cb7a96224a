package dev.eventsource.test;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;

import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

import org.jspecify.annotations.Nullable;

/**
 * The socket of one connection, with the ways to end it. TLS lies over the TCP socket, so
 * that a drop or a reset needs no word of TLS and no blocked write can hold it up.
 */
final class Wire {

	private final Socket tcp;

	private final Socket spoken;

	private final InputStream in;

	private final OutputStream out;

	/** Written by the thread that writes. */
	private volatile long written;

	/** Written by the thread that writes. */
	private volatile boolean writing;

	private volatile boolean ended;

	Wire(Socket tcp, @Nullable SSLContext tls) throws IOException {
		this.tcp = tcp;
		tcp.setTcpNoDelay(true);
		this.spoken = (tls != null) ? secure(tcp, tls) : tcp;
		this.in = new BufferedInputStream(this.spoken.getInputStream());
		this.out = this.spoken.getOutputStream();
	}

	private static Socket secure(Socket tcp, SSLContext tls) throws IOException {
		SSLSocket secured = (SSLSocket) tls.getSocketFactory().createSocket(tcp, null, true);
		secured.setUseClientMode(false);
		return secured;
	}

	InputStream in() {
		return this.in;
	}

	int remotePort() {
		return this.tcp.getPort();
	}

	long written() {
		return this.written;
	}

	/** Whether a write has begun that the kernel has not taken whole. */
	boolean writing() {
		return this.writing;
	}

	/** Whether this side has ended the connection. */
	boolean ended() {
		return this.ended;
	}

	void write(byte[] bytes) throws IOException {
		if (bytes.length == 0) {
			return;
		}
		this.writing = true;
		this.out.write(bytes);
		this.out.flush();
		this.written += bytes.length;
		this.writing = false;
	}

	/** Reads, and forgets what comes, until the peer or this side has gone. */
	void drain() throws IOException {
		byte[] buffer = new byte[1024];
		while (this.in.read(buffer) >= 0) {
			continue;
		}
	}

	/** Says goodbye as TLS and TCP want it; the peer's own goodbye is still read. */
	void finish() throws IOException {
		this.ended = true;
		if (this.spoken != this.tcp) {
			this.spoken.shutdownOutput();
		}
		drop();
	}

	/** Ends this side's half of TCP; the peer's is still read. */
	void drop() throws IOException {
		this.ended = true;
		if (!this.tcp.isClosed() && !this.tcp.isOutputShutdown()) {
			this.tcp.shutdownOutput();
		}
	}

	void reset() throws IOException {
		this.ended = true;
		if (!this.tcp.isClosed()) {
			this.tcp.setSoLinger(true, 0);
		}
		this.tcp.close();
	}

	/** Ends both halves at once, whatever is being written. */
	void kill() {
		this.ended = true;
		close();
	}

	/** Lets go of a socket that the peer has left. */
	void close() {
		try {
			this.tcp.close();
		}
		catch (IOException ex) {
			// nobody is left whom it could concern
		}
	}

}

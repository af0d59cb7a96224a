package dev.eventsource.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * One direction of a relayed connection. Used by one thread, except where it becomes
 * another.
 */
public final class Link {

	private final Socket from;

	private final Socket to;

	private final CountDownLatch closed;

	private long passed;

	private volatile Fault now = Fault.NONE;

	Link(Socket from, Socket to, CountDownLatch closed) {
		this.from = from;
		this.to = to;
		this.closed = closed;
	}

	/**
	 * Carries bytes over until a side has gone.
	 * @param fault what becomes of them
	 * @throws IOException if a side has gone without a goodbye
	 */
	void carry(Fault fault) throws IOException {
		this.now = (this.now == Fault.NONE) ? fault : this.now;
		byte[] buffer = new byte[64 * 1024];
		try {
			InputStream in = this.from.getInputStream();
			for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
				this.now.pass(Arrays.copyOf(buffer, count), this);
			}
			finish();
		}
		catch (IOException ex) {
			reset();
			throw ex;
		}
	}

	void become(Fault fault) {
		this.now = fault;
	}

	/**
	 * Returns how many bytes have gone over.
	 * @return the count
	 */
	public long passed() {
		return this.passed;
	}

	/**
	 * Lets bytes over.
	 * @param bytes the bytes
	 * @throws IOException if the receiver has gone
	 */
	public void write(byte... bytes) throws IOException {
		OutputStream out = this.to.getOutputStream();
		out.write(bytes);
		out.flush();
		this.passed += bytes.length;
	}

	/**
	 * Lets only so many bytes of the whole direction over, and drops what is more.
	 * @param bytes the next bytes
	 * @param limit how many in all
	 * @return whether the limit is reached
	 * @throws IOException if the receiver has gone
	 */
	public boolean writeUpTo(byte[] bytes, long limit) throws IOException {
		int room = (int) Math.max(0, Math.min(bytes.length, limit - this.passed));
		write(Arrays.copyOf(bytes, room));
		return this.passed >= limit;
	}

	/**
	 * Lets time pass, but not beyond the end of the test.
	 * @param time how much
	 */
	public void pause(Duration time) {
		try {
			this.closed.await(time.toNanos(), TimeUnit.NANOSECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	/**
	 * Says goodbye to the receiver (FIN).
	 * @throws IOException if it has gone
	 */
	public void finish() throws IOException {
		if (!this.to.isClosed() && !this.to.isOutputShutdown()) {
			this.to.shutdownOutput();
		}
	}

	/**
	 * Resets both sides (RST).
	 */
	public void reset() {
		reset(this.to);
		reset(this.from);
	}

	static void reset(Socket socket) {
		try {
			if (!socket.isClosed()) {
				socket.setSoLinger(true, 0);
				socket.close();
			}
		}
		catch (IOException ex) {
			// it has gone by itself
		}
	}

}

package dev.eventsource.testing;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A proxy as companies have them: HTTP with CONNECT, or SOCKS5, with or without a
 * password. Leads to a port of loopback, whatever name was asked for.
 */
public final class TunnelProxy extends Relay {

	private final List<String> targets = new CopyOnWriteArrayList<>();

	private final List<String> heads = new CopyOnWriteArrayList<>();

	private final boolean socks;

	private final String credentials;

	private volatile int answer;

	private TunnelProxy(boolean socks, String credentials) {
		this.socks = socks;
		this.credentials = credentials;
	}

	/**
	 * Starts an HTTP proxy.
	 * @param credentials user name and password with a colon between; empty for none
	 * @return the proxy
	 */
	public static TunnelProxy http(String credentials) {
		return new TunnelProxy(false, credentials);
	}

	/**
	 * Starts a SOCKS5 proxy.
	 * @param credentials user name and password with a colon between; empty for none
	 * @return the proxy
	 */
	public static TunnelProxy socks5(String credentials) {
		return new TunnelProxy(true, credentials);
	}

	/**
	 * Refuses every tunnel from now on; 0 for no more.
	 * @param status an HTTP status, or a SOCKS reply
	 */
	public void answer(int status) {
		this.answer = status;
	}

	/**
	 * Returns where tunnels were asked for.
	 * @return names as they came, each with its port
	 */
	public List<String> targets() {
		return this.targets;
	}

	/**
	 * Returns the heads of the requests to this HTTP proxy.
	 * @return the heads
	 */
	public List<String> heads() {
		return this.heads;
	}

	@Override
	void serve(Socket client, int number) throws IOException {
		DataInputStream in = new DataInputStream(client.getInputStream());
		int port = this.socks ? socksTarget(client, in) : connectTarget(client, in);
		if (port == 0) {
			client.close();
			return;
		}
		Socket server = connect("127.0.0.1", port);
		start(() -> new Link(client, server, closed()).carry(Fault.NONE));
		new Link(server, client, closed()).carry(Fault.NONE);
	}

	private int connectTarget(Socket client, DataInputStream in) throws IOException {
		String head = readHead(in);
		this.heads.add(head);
		String target = head.split(" ")[1];
		this.targets.add(target);
		String expected = Base64.getEncoder().encodeToString(this.credentials.getBytes(StandardCharsets.UTF_8));
		boolean known = this.credentials.isEmpty()
				|| head.toLowerCase().contains("proxy-authorization") && head.contains("Basic " + expected + "\r\n");
		int status = known ? (this.answer == 0) ? 200 : this.answer : 407;
		String reply = "HTTP/1.1 " + status + " Said\r\nContent-Length: 0\r\n\r\n";
		client.getOutputStream().write((status == 200) ? "HTTP/1.1 200 OK\r\n\r\n".getBytes() : reply.getBytes());
		return (status == 200) ? Integer.parseInt(target.replaceAll(".*:", "")) : 0;
	}

	private static String readHead(DataInputStream in) throws IOException {
		ByteArrayOutputStream head = new ByteArrayOutputStream();
		while (!head.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
			head.write(in.readUnsignedByte());
		}
		return head.toString(StandardCharsets.ISO_8859_1);
	}

	private int socksTarget(Socket client, DataInputStream in) throws IOException {
		in.readByte();
		byte[] methods = in.readNBytes(in.readByte());
		int method = this.credentials.isEmpty() ? 0 : 2;
		boolean offered = new String(methods, StandardCharsets.ISO_8859_1).indexOf(method) >= 0;
		client.getOutputStream().write(new byte[] { 5, (byte) (offered ? method : 0xFF) });
		if (!offered || method == 2 && !isKnown(client, in)) {
			return 0;
		}
		in.readNBytes(3);
		String host = readHost(in);
		int port = in.readUnsignedShort();
		this.targets.add(host + ":" + port);
		client.getOutputStream().write(new byte[] { 5, (byte) this.answer, 0, 1, 0, 0, 0, 0, 0, 0 });
		return (this.answer == 0) ? port : 0;
	}

	private boolean isKnown(Socket client, DataInputStream in) throws IOException {
		in.readByte();
		String given = readText(in) + ":" + readText(in);
		boolean known = given.equals(this.credentials);
		client.getOutputStream().write(new byte[] { 1, (byte) (known ? 0 : 1) });
		return known;
	}

	private static String readHost(DataInputStream in) throws IOException {
		return (in.readByte() == 3) ? readText(in) : in.readUnsignedByte() + "." + in.readUnsignedByte() + "."
				+ in.readUnsignedByte() + "." + in.readUnsignedByte();
	}

	private static String readText(DataInputStream in) throws IOException {
		return new String(in.readNBytes(in.readUnsignedByte()), StandardCharsets.UTF_8);
	}

}
